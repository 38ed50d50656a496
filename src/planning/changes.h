#pragma once

#include <vector>

#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::planning {

// The tickets that differ between two plans, in the scenario's order. A ticket says where, when and by which vehicle a
// household is taken, and to which centre; the trip's name does not matter.
std::vector<changed_ticket> changes_between(scenario const&, plan const& before, plan const& after);

}  // namespace leeward::planning
