#pragma once

#include <cstdint>

#include "planning/bep/instance.h"

namespace leeward::planning::bound {

// By hand, in no time: the load that is farthest by itself, and the work of all loads shared by all buses.
std::int64_t simple_bound(bep_instance const&);

}  // namespace leeward::planning::bound
