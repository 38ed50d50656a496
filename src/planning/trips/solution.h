#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "planning/trips/problem.h"

namespace leeward::planning::trips {

struct trip {
  bool operator==(trip const&) const = default;

  load_id load_;
  centre_id centre_;
};

// What a solution is judged by, in this order.
struct value {
  auto operator<=>(value const&) const = default;

  std::int64_t unserved_{0};  // Σ weight, at least 1 each, of the loads that are not optional
  // Σ weight × waiting from ready to the arrival at the centre, and what queues at desks cost; 0 where it does not
  // count.
  std::int64_t waiting_{0};
  std::int64_t makespan_{0};
};

struct solution {
  std::vector<std::vector<trip>> trips_;  // [vehicles] in their order
  std::vector<load_id> unserved_;
};

// What it is worth not to leave a load unserved.
std::int64_t unserved_weight(load const&);

// By driving every trip, and nothing but the problem: for checks, not for the search.
value value_of(problem const&, solution const&);

}  // namespace leeward::planning::trips
