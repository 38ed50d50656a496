#pragma once

#include <cstdint>

#include "base/random.h"

namespace leeward::roads::made {

inline double between(random_source& r, double const low, double const high) { return low + (high - low) * r.unit(); }

inline bool chance(random_source& r, std::uint64_t const percent) { return r.chance(percent, 100); }

}  // namespace leeward::roads::made
