#include "simulation/shrink.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace leeward::simulation {

namespace {

script without(script s, std::size_t const first, std::size_t const n) {
  auto const from = s.steps_.begin() + static_cast<std::ptrdiff_t>(first);
  s.steps_.erase(from, from + static_cast<std::ptrdiff_t>(std::min(n, s.steps_.size() - first)));
  return s;
}

}  // namespace

script shrink(script s, std::function<bool(script const&)> const& fails) {
  auto tried = std::size_t{0};
  for (auto part = std::max(s.steps_.size() / 2, std::size_t{1}); part != 0 && tried < kMostStepsTried;) {
    auto left_out = false;
    for (auto first = std::size_t{0}; first < s.steps_.size() && tried < kMostStepsTried;) {
      auto smaller = without(s, first, part);
      tried += smaller.steps_.size();
      if (fails(smaller)) {
        s = std::move(smaller);
        left_out = true;
      } else {
        first += part;
      }
    }
    // At single steps until none can be left out any more.
    part = part == 1 && left_out ? 1 : part / 2;
  }
  return s;
}

}  // namespace leeward::simulation
