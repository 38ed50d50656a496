#include "planning/lanes.h"

#include <algorithm>
#include <iterator>

#include "base/ensure.h"

namespace leeward::planning {

namespace {

instant earliest_in(std::map<instant, instant> const& busy, instant t, seconds const d) {
  auto next = busy.upper_bound(t);
  if (next != busy.begin()) {
    t = std::max(t, std::prev(next)->second);
  }
  for (; next != busy.end() && next->first < t + d; ++next) {
    t = next->second;
  }
  return t;
}

}  // namespace

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
  for (auto const& lane : lanes_) {
    best = std::min(best, earliest_in(lane, t, d));
  }
  return best;
}

void lanes::take(instant const t, seconds const d) {
  if (!limited_ || d == seconds{}) {
    return;
  }
  auto const lane = std::ranges::find_if(lanes_, [&](busy const& b) { return earliest_in(b, t, d) == t; });
  ensure(lane != lanes_.end(), "a lane is taken only when it is free");
  lane->emplace(t, t + d);
}

}  // namespace leeward::planning
