#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.h"
#include "planning/improve/anneal.h"
#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

namespace leeward::planning::improve {

// The whole search: rounds of a few annealing cycles (lanes) that know nothing of each other and may run in any
// threads, or one after the other; between rounds each lane takes over the best. What is found after a number of
// iterations depends on the seed and that number alone.
class search {
public:
  static constexpr auto const kLanes = std::size_t{2};

  // most_iterations: of all lanes together, rounded up to whole lanes.
  search(trips::problem const&, trips::solution start, std::uint64_t seed, std::int64_t most_iterations);

  // A solution as good as this is good enough: a proven bound. Not where waiting counts.
  void aim_for(std::int64_t const makespan) { aim_ = makespan; }

  // A round: each lane once, then end_round. stop is asked every fraction of a millisecond.
  void run_lane(std::size_t lane, std::function<bool()> const& stop);
  void end_round();

  // Goes on from a solution found elsewhere if it is better than the best.
  void take(trips::solution const&);

  bool is_done() const;  // the aim is reached, or all iterations are done
  trips::solution const& best() const { return best_; }
  trips::value const& best_value() const { return best_value_; }
  std::int64_t iterations() const { return iterations_; }

private:
  struct lane {
    annealer annealer_;
    random_source dice_{0};
    std::int64_t done_{0};  // iterations in this round
  };

  bool is_good_enough(trips::value const&) const;

  trips::problem const& p_;
  std::vector<lane> lanes_;
  trips::solution best_;
  trips::value best_value_;
  std::int64_t aim_{0};
  std::int64_t most_;
  std::int64_t iterations_{0};
  double length_;  // of a cycle in this round
};

// Runs these, each once, in any threads and order; returns when all have ended.
using run_all = std::function<void(std::vector<std::function<void()>> const&)>;
void run_in_turn(std::vector<std::function<void()>> const&);

// Rounds until the search is done or stopped; after_round may show how far it has come.
void run_rounds(search&, run_all const&, std::function<bool()> const& stop,
                std::function<void(search const&)> const& after_round);

}  // namespace leeward::planning::improve
