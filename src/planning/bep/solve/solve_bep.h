#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "planning/bep/instance.h"
#include "planning/improve/search.h"
#include "planning/trips/solution.h"

namespace leeward::planning {

struct bep_options {
  std::uint64_t seed_{1};
  std::optional<std::int64_t> iterations_;  // none: until stopped
  // The share of the time that has passed, from 0; 1 and more: stop. Without a time it stays 0.
  std::function<double()> passed_;
  improve::run_all run_;
  std::function<void(std::int64_t value, std::int64_t bound, std::int64_t iterations)> progress_;
};

// Of one bus, in the instance's own numbers from 1: its yard, and [pickup point, shelter] of each trip.
struct bep_bus {
  std::int64_t yard_{0};
  std::vector<std::vector<std::int64_t>> trips_;
};

struct bep_answer {
  std::vector<bep_bus> buses_;
  std::int64_t makespan_{0};
  std::int64_t bound_{0};  // proven: no plan is better
  std::int64_t iterations_{0};
};

// Plans with the engine of trips and proves a bound. With a number of iterations the plan depends on these and the seed
// alone; it ends early once the plan is proven the best.
bep_answer solve_bep(bep_instance const&, bep_options const&);

}  // namespace leeward::planning
