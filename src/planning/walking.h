#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/problems.h"
#include "base/result.h"
#include "planning/road_times.h"
#include "roads/roads.h"

// Which pickup points households with a position reach on foot.
namespace leeward::planning {

// How long a way on foot counts: its time at 4 km/h, the usual speed, and what lies between its ends and the road.
metres walked(roads::weight on_foot, metres off);

// Of each household, by the profile "foot", what is within its walk: the shortest first. Problems: a position too far
// from any way, no such profile.
std::vector<std::vector<walk>> walks_on_foot(scenario const&, std::shared_ptr<roads::road_map const> const&, problems&);

// What is known of them: of some households, to the first so many pickup points.
struct known_walks {
  std::size_t points_{0};
  std::vector<std::vector<walk> const*> of_;  // of each household; none: nothing is known
};

// The same, asking only for the rest.
std::vector<std::vector<walk>> walks_on_foot(scenario const&, std::shared_ptr<roads::road_map const> const&,
                                             known_walks const&, problems&);

// Households with a position too far from any way, with the problem; by id.
result<void> find_off_foot(scenario const&, roads::road_map const&, std::map<std::string, std::string, std::less<>>&);

}  // namespace leeward::planning
