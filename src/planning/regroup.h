#pragma once

#include <cstddef>

#include "planning/loads.h"

namespace leeward::planning {

// Moves stops from loads that leave seats free into others near them, where that saves waiting: loads that lose all
// their stops are driven no more. Only loads that the engine may change take part. Returns how many stops were moved.
std::size_t regroup(problem const&, loads&);

}  // namespace leeward::planning
