#pragma once

#include <cstdint>

#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "planning/problem.h"

namespace leeward::planning {

struct kept {
  committed all_;          // what has begun, and what of the plan before can go on as it was to
  std::int64_t trips_{0};  // that had not begun
};

// Takes the plan before, duty by duty, into the situation of `now`. Who must not or cannot travel so any more is left
// out; a trip that is left empty, or is late for its old times because a road or a trip before it has changed, is
// dropped. Boarding and arrival of what is kept stay as they were.
kept keep_trips(problem const& now, plan const& before);

}  // namespace leeward::planning
