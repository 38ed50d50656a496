#pragma once

#include <compare>
#include <cstdint>

#include "planning/problem.h"
#include "planning/solution.h"

namespace leeward::planning {

// The terms of the objective as a plan's totals have them, less is better, in the order of their importance.
struct aims {
  auto operator<=>(aims const&) const = default;

  std::int64_t unserved_weight_{0};
  std::int64_t weighted_waiting_s_{0};
  std::int64_t clearance_s_{0};  // from the operation's start; 0: nobody arrives
  std::int64_t not_own_{0};      // less the persons in centres of tier 1
  std::int64_t length_m_{0};
};

// Of a plan in which nobody has begun. Lengths count in a scenario of one slice only: those of quickest ways are one
// table there.
aims aims_of(problem const&, solution const&);

bool lengths_count(problem const&);

}  // namespace leeward::planning
