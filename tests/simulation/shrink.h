#pragma once

#include <cstddef>
#include <functional>

#include "simulation/script.h"

namespace leeward::simulation {

inline constexpr auto const kMostStepsTried = std::size_t{400'000};

// A script that still fails, with as few steps as leaving out one after another leads to (A. Zeller, "Yesterday, my
// program worked", 1999). `fails` is asked about scripts of kMostStepsTried steps together, and the last one; of what
// is given it must be true.
script shrink(script, std::function<bool(script const&)> const& fails);

}  // namespace leeward::simulation
