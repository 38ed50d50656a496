#pragma once

#include <optional>

#include "planning/model/plan.h"
#include "planning/run.h"

// Why a household is not in the plan: one plain sentence each, with the figures.
namespace leeward::planning {

// What no plan could mend; nothing if there is nothing of the kind.
std::optional<unserved> why_never(problem const&, household_id);

// For one that could have been served: what ran out.
unserved why_not(problem const&, free_places const& left, household_id);

}  // namespace leeward::planning
