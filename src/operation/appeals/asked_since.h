#pragma once

#include "base/time.h"
#include "operation/ids.h"
#include "operation/state.h"

namespace leeward::operation::appeals {

// What the household's place in the queue goes by: the earliest of its registration, of its appeals since it was last
// gone, and of the same of those merged into it. O(its appeals).
instant asked_since(operation::state const&, household_row);

}  // namespace leeward::operation::appeals
