#pragma once

#include <cstdint>

#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

namespace leeward::planning::improve {

struct exact_answer {
  trips::solution best_;
  bool proven_{false};  // no solution has an earlier last arrival
};

// Small problems by looking at every sequence that could be better, vehicle by vehicle, at most so many trips in all;
// the same for the same numbers. Only where the last arrival alone counts and `known` serves everybody: otherwise it
// answers with `known`, unproven.
exact_answer solve_exactly(trips::problem const&, trips::solution const& known, std::int64_t most_trips);

}  // namespace leeward::planning::improve
