#pragma once

#include "planning/model/plan.h"
#include "planning/problem.h"
#include "planning/solution.h"

namespace leeward::planning {

// The solution in the scenario's own names, with its sums.
plan write_plan(problem const&, solution const&, origin const&);

// Gives the plan the id of what stands in it: after every change.
void name_by_content(plan&);

}  // namespace leeward::planning
