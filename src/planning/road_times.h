#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/quantities.h"
#include "planning/model/scenario.h"

// What the planner knows of the roads: a time for every pair of places, for each kind of vehicle.
namespace leeward::planning {

// A depot, pickup point or centre: numbered in this order, each kind as the scenario lists it.
using place_id = index_id<struct place_tag>;

inline constexpr auto const kNoWay = seconds{std::int64_t{1} << 40};

struct place {
  std::string_view id_;
  std::string_view name_;
  position position_;
};

std::vector<place> places_of(scenario const&);

// The profiles of the scenario's vehicles, each once, in order of appearance.
std::vector<std::string> profiles_of(scenario const&);

struct road_times {
  seconds driving(std::size_t const profile, place_id const from, place_id const to) const {
    return driving_[profile][from.v_ * places_ + to.v_];
  }

  std::size_t places_{0};
  std::vector<std::vector<seconds>> driving_;  // [profile][from × to], kNoWay where there is none
  std::function<metres(std::size_t profile, place_id from, place_id to)> length_;  // of the way that takes that time
};

}  // namespace leeward::planning
