#include "planning/city/effort.h"

#include <chrono>
#include <cstddef>

#include "cli/effort.h"

namespace leeward::bench {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto const kThreads = std::size_t{2};

}  // namespace

planning::planning_options improved_for(double const seconds) {
  auto options = planning::planning_options{};
  options.improve_ =
      planning::improve_options{.passed_ =
                                    [seconds, start = clock::now()] {
                                      return std::chrono::duration<double>(clock::now() - start).count() / seconds;
                                    },
                                .run_ = cli::in_threads(kThreads)};
  return options;
}

}  // namespace leeward::bench
