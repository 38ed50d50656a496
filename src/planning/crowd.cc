#include "planning/crowd.h"

#include <algorithm>

namespace leeward::planning {

// The sum is largest where one of them begins. One that takes no time counts at its moment.
persons crowd::most_between(instant const from, instant const until) const {
  auto const at = [&](instant const t) {
    auto sum = persons{};
    for (auto const& b : boardings_) {
      sum += b.from_ <= t && (t < b.until_ || t == b.from_) ? b.persons_ : persons{};
    }
    return sum;
  };
  auto most = at(from);
  for (auto const& b : boardings_) {
    if (from < b.from_ && b.from_ < until) {
      most = std::max(most, at(b.from_));
    }
  }
  return most;
}

instant crowd::earliest(instant const t, seconds const d, persons const n) const {
  auto const fits = [&](instant const begin) { return most_between(begin, begin + d) + n <= *capacity_; };
  if (!capacity_ || fits(t)) {
    return t;
  }
  auto ends = std::vector<instant>{};
  for (auto const& b : boardings_) {
    if (std::max(b.until_, b.from_ + seconds{1}) > t) {
      ends.push_back(std::max(b.until_, b.from_ + seconds{1}));
    }
  }
  std::ranges::sort(ends);
  auto const first = std::ranges::find_if(ends, fits);
  return first == ends.end() ? t : *first;
}

void crowd::take(instant const t, seconds const d, persons const n) {
  if (capacity_) {
    boardings_.push_back({t, t + d, n});
  }
}

}  // namespace leeward::planning
