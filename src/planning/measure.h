#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "planning/model/scenario_file.h"
#include "planning/road_times.h"
#include "roads/roads.h"

namespace leeward::planning {

// Those of the scenario's closures that hold at any time of the operation, without their dates.
std::vector<roads::closure> closures_during(scenario const&);

// One table for each profile and span of slices that a leg may touch, with the span's closures in force together;
// lengths are of routes, found when they are asked for. Walks: by the profile "foot" at 4 km/h, and straight to the
// road and from it. Errors, all at once with their paths in `source`, the scenario's file: a profile that the roads do
// not have, a place more than kSnapLimit from any road, a closure that names no road.
result<road_times> measure(scenario const&, std::shared_ptr<roads::road_map const> const&,
                           std::string_view source = "scenario");

// Those of a scenario that gives its travel times itself.
road_times measure_given(scenario const&);

// Takes out the households whose position is too far from any road, and those that travel with them.
result<std::vector<skipped>> skip_off_road(scenario&, roads::road_map const&);

}  // namespace leeward::planning
