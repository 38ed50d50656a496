#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "planning/model/scenario.h"
#include "planning/road_times.h"
#include "roads/roads.h"

namespace leeward::planning {

// Those of the scenario's closures that hold at any time of the operation, without their dates.
std::vector<roads::closure> closures_during(scenario const&);

// One matrix per profile, closures in force; lengths are of routes, found when they are asked for. Errors, all at once
// with their paths in `source`, the scenario's file: a profile that the roads do not have, a place more than kSnapLimit
// from any road, a closure that names no road.
result<road_times> measure(scenario const&, std::shared_ptr<roads::road_map const> const&,
                           std::string_view source = "scenario");

}  // namespace leeward::planning
