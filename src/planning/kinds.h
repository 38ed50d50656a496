#pragma once

#include <cstddef>
#include <vector>

#include "planning/problem.h"

namespace leeward::planning {

// The kind of each vehicle, numbered by appearance: those of a kind can take the same people. One that a pin or a
// forbidden pair names is of a kind of its own.
std::vector<std::size_t> kinds_of(problem const&);

// How many numbers there are.
std::size_t number_of(std::vector<std::size_t> const&);

}  // namespace leeward::planning
