#pragma once

#include <vector>

#include "planning/kept_beds.h"
#include "planning/problem.h"

namespace leeward::planning {

// Who gets a bed, decided before anybody travels.
struct placement {
  kept_beds kept_;
  std::vector<centre_id> centre_of_;  // of each household: where there is a bed for it, if it was placed
  std::vector<bool> without_;         // of each household: it was to be placed and there is no bed for it
};

placement place_nobody(problem const&);

// Finds beds for the households that can travel, so that those in beds count most; then the own tier before others,
// then short drives. Of two that count the same for the same beds, the one that was ready first, and then the one that
// stands first in the scenario, has them. Beds are kept for those who may not go everywhere, or others would take them:
// by the household, and a few in each centre to exchange, as others come than those expected. Those in `let_go` are not
// placed; they take what is left. `free`: beds by centre.
placement place_households(problem const&, std::vector<beds> const& free, std::vector<household_id> const& can_travel,
                           std::vector<bool> const& let_go);

}  // namespace leeward::planning
