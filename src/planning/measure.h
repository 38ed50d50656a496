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

// The times alone of survey_roads(), for a plan that is made once.
result<road_times> measure(scenario const&, std::shared_ptr<roads::road_map const> const&,
                           std::string_view source = "scenario");

// Those of a scenario that gives its travel times itself.
road_times measure_given(scenario const&);

// Takes out the households whose position is too far from any road, and those that travel with them.
result<std::vector<skipped>> skip_off_road(scenario&, roads::road_map const&);

}  // namespace leeward::planning
