#pragma once

#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::planning {

// The objective's terms of a plan whose trips, duties, households and unserved are filled in.
totals sum_up(scenario const&, plan const&);

// How full each centre gets.
std::vector<centre_fill> fill_of_centres(scenario const&, plan const&);

}  // namespace leeward::planning
