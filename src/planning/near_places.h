#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/geo.h"

// Which doors and pickup points lie near to a door.
namespace leeward::planning {

// Between doors, and between a door and the pickup points, only the times to this many nearest ones are known: a
// vehicle that fetches people at a door goes round by its neighbours, not across the region.
inline constexpr auto const kNearDoors = std::size_t{20};

// Of each door those other places that are nearest to it, by number.
struct near_places {
  std::vector<std::uint32_t> first_;  // [doors + 1] into to_
  std::vector<std::uint32_t> to_;     // ascending for each door

  // Of that place among those of the door, in to_; nothing if it is not near.
  std::optional<std::size_t> find(std::size_t door, std::uint32_t place) const;
};

// The doors that are nearest to each door, and the pickup points.
near_places find_near_doors(std::vector<position> const& doors);
near_places find_near_points(std::vector<position> const& doors, std::vector<position> const& points);

// What the numbers of a list were in an earlier one, with places that still lie there; kNew for others.
using earlier_numbers = std::vector<std::uint32_t>;
inline constexpr auto const kNew = std::uint32_t{0xffffffffU};

// The same from those of the earlier lists.
near_places find_near_doors(std::vector<position> const& doors, near_places const& before, earlier_numbers const&);
near_places find_near_points(std::vector<position> const& doors, std::vector<position> const& points,
                             near_places const& before, earlier_numbers const& of_doors,
                             earlier_numbers const& of_points);

// Where each of these stood in the earlier one's to_; kNew where it did not.
std::vector<std::uint32_t> find_earlier(near_places const& now, near_places const& before,
                                        earlier_numbers const& of_doors, earlier_numbers const& of_places);

}  // namespace leeward::planning
