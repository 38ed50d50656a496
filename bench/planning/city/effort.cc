#include "planning/city/effort.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace leeward::bench {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto const kThreads = std::size_t{2};

void in_two_threads(std::vector<std::function<void()>> const& all) {
  auto const work = [&](std::size_t const first) {
    for (auto i = first; i < all.size(); i += kThreads) {
      all[i]();
    }
  };
  auto const other = std::jthread{work, 1};
  work(0);
}

}  // namespace

planning::planning_options improved_for(double const seconds) {
  auto options = planning::planning_options{};
  options.improve_ =
      planning::improve_options{.passed_ =
                                    [seconds, start = clock::now()] {
                                      return std::chrono::duration<double>(clock::now() - start).count() / seconds;
                                    },
                                .run_ = in_two_threads};
  return options;
}

}  // namespace leeward::bench
