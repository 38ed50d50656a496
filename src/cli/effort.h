#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/console.h"
#include "planning/improve/search.h"
#include "planning/improve_plan.h"
#include "planning/model/plan.h"

namespace leeward::cli {

// How long a search may take, as --time, --iterations and --threads say it.
struct effort_options {
  std::string time_;
  std::optional<std::int64_t> iterations_;
  std::int64_t threads_{1};
};

struct effort {
  // The share of the time that has passed since the process began; 0 where only iterations count.
  double passed() const;

  // The larger of that and the share of iterations that are done.
  double share(std::int64_t iterations) const;

  std::optional<double> seconds_;
  std::optional<std::int64_t> iterations_;
  std::size_t threads_{1};
};

// `otherwise`: seconds, where neither time nor iterations are given. `kept_back`: seconds for what comes after, at most
// a quarter of all. Errors name the option.
result<effort> parse_effort(effort_options const&, double otherwise, double kept_back);

// At most so many threads; each takes the work that lies at its own number and every so many after that.
planning::improve::run_all in_threads(std::size_t threads);

// For plans of scenarios: as long as the effort says, with what the plan is worth so far beside its bounds on the bar.
// All of them must outlive what is returned.
planning::improve_options improvement(effort const&, std::int64_t seed, planning::term_bounds const&, progress_bar&);

}  // namespace leeward::cli
