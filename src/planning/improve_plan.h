#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planning/improve/search.h"
#include "planning/problem.h"
#include "planning/solution.h"

namespace leeward::planning {

// What a plan is judged by, in this order: the objective of design.md.
struct worth {
  auto operator<=>(worth const&) const = default;

  std::int64_t unserved_{0};     // Σ priority × persons
  std::int64_t waiting_s_{0};    // Σ priority × persons × waiting, as the plan's totals have it
  std::int64_t clearance_s_{0};  // of the last arrival, from the operation's start
  std::int64_t other_tiers_{0};  // persons in centres that are not of tier 1
  std::int64_t driving_s_{0};
};

worth worth_of(problem const&, solution const&);

struct improve_options {
  std::uint64_t seed_{1};
  std::optional<std::int64_t> iterations_{};  // none: until stopped
  // The share of the time that has passed, from 0; 1 and more: stop. Without a time it stays 0.
  std::function<double()> passed_{};
  improve::run_all run_{improve::run_in_turn};
  // Of what would be the plan now; whether no plan is better.
  std::function<void(worth const& so_far, std::int64_t iterations, bool is_proved)> progress_{};
};

// Makes a solution better: the same loads on other vehicles, at other times and to other centres. Never worse than it
// was. Returns how many changes were tried; the same number and seed give the same result.
std::int64_t improve_plan(problem const&, std::vector<household_id> const& all, solution&, improve_options const&);

}  // namespace leeward::planning
