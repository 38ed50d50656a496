#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planning/bound/relaxation.h"
#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// True if these routes are a plan: all loads taken, no shelter over its room, no yard with more routes than buses.
bool is_plan(trips_network const&, std::vector<route> const&);

struct case_outcome {
  bool excluded_{false};                    // proven: no plan has routes as short as that
  std::optional<std::vector<route>> plan_;  // one that has
  std::int64_t cases_{0};                   // looked at
};

// Proof by cases: where fractions of routes can do it, something is used a fraction of times; the plans with that use
// rounded up and those with it rounded down are asked for apart, depth first, at most so many cases.
case_outcome prove_by_cases(trips_network const&, relaxation&, std::int64_t length, std::int64_t most_cases,
                            std::function<bool()> const& stop);

}  // namespace leeward::planning::bound
