#pragma once

#include <vector>

#include "planning/model/plan.h"
#include "planning/run.h"

// Why a household is not in the plan: one plain sentence for each household of a party, with the figures, and one that
// says what would help.
namespace leeward::planning {

// What no plan could mend; empty if there is nothing of the kind.
std::vector<unserved> why_never(problem const&, household_id);

// For one that could have been served: what ran out.
std::vector<unserved> why_not(problem const&, free_places const& left, household_id);

}  // namespace leeward::planning
