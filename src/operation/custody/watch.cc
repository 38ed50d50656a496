#include "operation/custody/watch.h"

#include <algorithm>
#include <cstdint>

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

void watch(state& s, person_row const p) {
  unwatch(s, p);
  auto& t = s.tracks_[p.v_];
  t.watched_until_ = due(t);
  if (t.watched_until_) {
    s.watched_.emplace(*t.watched_until_, p);
  }
}

}  // namespace leeward::operation::custody
