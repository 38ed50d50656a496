#pragma once

#include <cstdint>

#include "planning/problem.h"

namespace leeward::planning {

// Σ priority × persons × waiting in the day on which nobody sets out any more: who has begun the journey waits until
// the arrival, everybody else until the operation's end.
std::int64_t waiting_if_nobody_went(problem const&);

}  // namespace leeward::planning
