#include "planning/lanes.h"

#include <algorithm>
#include <iterator>

#include "base/ensure.h"

namespace leeward::planning {

instant lanes::earliest_in(lane const& all, instant t, seconds const d) {
  if (all.empty() || all.back().until_ <= t) {
    return t;
  }
  auto next = std::ranges::upper_bound(all, t, {}, &busy::from_);
  if (next != all.begin()) {
    t = std::max(t, std::prev(next)->until_);
  }
  for (; next != all.end() && next->from_ < t + d; ++next) {
    t = next->until_;
  }
  return t;
}

lanes::lanes(std::optional<std::int64_t> const how_many, std::size_t const vehicles)
    : limited_{how_many && *how_many < static_cast<std::int64_t>(vehicles)} {
  if (limited_) {
    lanes_.resize(static_cast<std::size_t>(*how_many));
  }
}

instant lanes::earliest(instant const t, seconds const d) const {
  if (!limited_ || d == seconds{}) {
    return t;
  }
  auto best = earliest_in(lanes_.front(), t, d);
  for (auto i = std::size_t{1}; i < lanes_.size() && best != t; ++i) {
    best = std::min(best, earliest_in(lanes_[i], t, d));
  }
  return best;
}

void lanes::take(instant const t, seconds const d) {
  if (!limited_ || d == seconds{}) {
    return;
  }
  auto const free = std::ranges::find_if(lanes_, [&](lane const& l) { return earliest_in(l, t, d) == t; });
  ensure(free != lanes_.end(), "a lane is taken only when it is free");
  free->insert(std::ranges::upper_bound(*free, t, {}, &busy::from_), {t, t + d});
}

}  // namespace leeward::planning
