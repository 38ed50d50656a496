#pragma once

#include "planning/model/plan.h"
#include "planning/problem.h"

namespace leeward::planning {

// What no plan for a scenario that the judge (check/check.h) accepts can do better, each term of the objective by
// itself:
//   unserved_weight, weighted_waiting_s, own_tier   hold for every plan;
//   clearance, length_m                             for one that leaves no more unserved than the first bound says.
// In whole numbers. Left out, and so no reason for waiting here: deadlines, opening times, places to stand, desks, half
// empty vehicles, people who must or must not go together, pins and forbidden pairs.
term_bounds bound_plan(problem const&);

// Writes them into a plan for that scenario, which gets a new id. One that is proved to be the best keeps its own.
void add_bounds(term_bounds const&, plan&);

}  // namespace leeward::planning
