#include "operation/custody/watch.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/ensure.h"
#include "operation/legs.h"

namespace leeward::operation::custody {

std::optional<seconds> limit_of(place const p) {
  constexpr auto const kHour = std::int64_t{3600};
  switch (p) {
    case place::kWaiting:
    case place::kPromised: return seconds{24 * kHour};
    case place::kBoarded: return seconds{2 * kHour};
    case place::kUnderWay: return seconds{8 * kHour};
    case place::kArrived: return seconds{6 * kHour};
    case place::kSheltered: return seconds{36 * kHour};
    case place::kAbsent: return seconds{12 * kHour};
    case place::kGone: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<instant> due(track const& t) {
  auto const limit = limit_of(place_of(t));
  if (!limit || t.uncounted_) {
    return std::nullopt;
  }
  return (t.last_ ? std::max(t.last_->at_, t.since_) : t.since_) + *limit;
}

void unwatch(state& s, person_row const p) {
  auto& t = s.tracks_[p.v_];
  if (t.watched_until_) {
    s.watched_.erase({*t.watched_until_, p});
    t.watched_until_.reset();
  }
}

// The node of the old limit serves for the new one, which is mostly the latest of all.
void watch(state& s, person_row const p) {
  auto& t = s.tracks_[p.v_];
  auto const until = due(t);
  if (until == t.watched_until_) {
    return;
  }
  if (!until || !t.watched_until_) {
    unwatch(s, p);
    if (until) {
      s.watched_.emplace_hint(s.watched_.end(), *until, p);
    }
  } else {
    auto node = s.watched_.extract({*t.watched_until_, p});
    ensure(!node.empty(), "a limit is not among those that are watched");
    node.value().first = *until;
    s.watched_.insert(s.watched_.end(), std::move(node));
  }
  t.watched_until_ = until;
}

}  // namespace leeward::operation::custody
