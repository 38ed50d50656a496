#pragma once

#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

namespace leeward::planning::trips {

// A first solution by greed: the vehicle that is free first takes the load that it has in a centre soonest. Loads for
// which there is no room, no vehicle or no time are left unserved. O(loads²).
solution construct(problem const&);

}  // namespace leeward::planning::trips
