#pragma once

#include "planning/model/plan.h"
#include "planning/problem.h"
#include "planning/solution.h"

namespace leeward::planning {

// The solution in the scenario's own names, with its sums.
plan write_plan(problem const&, solution const&, origin const&);

}  // namespace leeward::planning
