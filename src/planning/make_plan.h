#pragma once

#include <optional>

#include "planning/improve_plan.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "planning/road_times.h"

namespace leeward::planning {

struct planning_options {
  origin made_from_;  // stands in the plan; its seed decides between choices that are equally good
  std::optional<improve_options> improve_{};  // else the first plan is the plan
};

// A plan for a valid scenario. First by greed: whichever vehicle is free first takes the run that brings the most
// people, by priority, to a bed for each second that it costs. Then its trips are put in better order. Hard rules hold
// in every plan; who cannot be served is named with the reason. Pure and, with a number of iterations, deterministic.
// `times` must be of this scenario (places_of, profiles_of).
plan make_plan(scenario const&, road_times const&, planning_options const&);

}  // namespace leeward::planning
