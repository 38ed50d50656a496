#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planning/road_times.h"
#include "roads/roads.h"

namespace leeward::planning {

// One profile's roads, asked for its times between places that have their numbers (number_places) already. All of its
// arguments must outlive it.
class ask_times {
public:
  // `places`: each by its number.
  ask_times(road_times const& numbered, std::span<roads::place_on_road const> places, roads::situation const&,
            roads::table_memory&);

  // All but those between doors that are near to one another, or to and from points that are near.
  void ask_far(time_table&);

  // Of these, those between pickup points and whatever is no door.
  void ask_core(std::span<std::uint32_t const> points, time_table&);

  // Those of these doors, ascending.
  void ask_near(std::span<std::uint32_t const> doors, time_table&);

private:
  std::vector<std::uint32_t> ask(std::span<roads::place_on_road const> from, std::span<roads::place_on_road const> to);
  std::vector<std::uint32_t> in_strips(std::span<std::uint32_t const> doors) const;
  std::vector<roads::place_on_road> places(std::span<std::uint32_t const> numbers, std::size_t first) const;

  road_times const& r_;
  std::span<roads::place_on_road const> places_;
  roads::situation const& roads_;
  roads::table_memory& memory_;
};

}  // namespace leeward::planning
