#pragma once

#include "planning/make_plan.h"

namespace leeward::bench {

// Improvement on two threads, until so many seconds by the clock from now.
planning::planning_options improved_for(double seconds);

}  // namespace leeward::bench
