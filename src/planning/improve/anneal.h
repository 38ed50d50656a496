#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"
#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

namespace leeward::planning::improve {

// One cycle of simulated annealing.
struct cycle {
  std::int64_t iterations_{0};
  double hot_{0};  // temperatures, in lengths of a mean trip
  double cold_{0};
  double ambition_{0};       // the target lies under the best known by this share of it
  std::int64_t arrival_{0};  // what a vehicle's last arrival costs, in sixteenths of what its lateness does
};

// Searches from a solution by small random changes; those for the worse are taken with a chance that falls as the cycle
// cools. Last arrivals are to come under a target just under the best known: only what is later costs (and a little
// all driving), so that room on other vehicles is used freely.
class annealer {
public:
  annealer(trips::problem const&, trips::solution start, random_source);

  // A cycle, or its beginning if it is longer than `most`. stop is asked every few hundred iterations. Returns how many
  // were done.
  std::int64_t run(cycle const&, std::int64_t most, std::function<bool()> const& stop);

  // Begins the next cycle from this one.
  void begin_from(trips::solution const&, trips::value const&);

  trips::solution const& best() const { return best_; }
  trips::value const& best_value() const { return best_value_; }

private:
  void step(std::int64_t threshold);
  void look();
  void judge();
  std::int64_t threshold(double temperature);

  trips::problem const& p_;
  neighbours near_;
  random_source dice_;
  state now_;
  trips::solution best_;
  trips::value best_value_;
  cycle cycle_;
  double mean_trip_{1};
  double unit_{1};  // what a unit of time of a mean trip costs
  bool has_optional_{false};
};

}  // namespace leeward::planning::improve
