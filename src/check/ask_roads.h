#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "check/check.h"
#include "planning/model/scenario.h"
#include "roads/roads.h"

namespace leeward::check {

// The roads' own answers, by plain Dijkstra, for every set of closures that holds at some time. For each profile and
// set: one search from each depot and centre and one back from it, kept; and one for each way asked for among pickup
// points and doors, which ends when it has arrived, like those on foot.
// Errors, all at once with their paths in `source`, the scenario's file: a profile that the roads do not have, a place
// too far from any road, a closure that names no road.
result<leg_times> ask_roads(planning::scenario const&, std::shared_ptr<roads::road_map const> const&,
                            std::string_view source = "scenario");

// The answers of a scenario that has travel times instead of roads.
leg_times ask_table(planning::scenario const&);

}  // namespace leeward::check
