#include "operation/custody/watch.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

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

namespace {

bool counts(state const& s, instant const until, person_row const p) { return s.tracks_[p.v_].watched_until_ == until; }

// More than one at a time, so that no more is left behind than people are watched.
void clear_away(state& s) {
  constexpr auto const kAtOnce = 2;
  for (auto i = 0; i != kAtOnce && !s.watched_.empty(); ++i) {
    auto const first = s.watched_.begin();
    auto& people = first->second;
    if (!people.empty() && counts(s, first->first, people.back())) {
      return;
    }
    if (people.empty()) {
      s.watched_.erase(first);
    } else {
      people.pop_back();
    }
  }
}

}  // namespace

void unwatch(state& s, person_row const p) { s.tracks_[p.v_].watched_until_.reset(); }

void watch(state& s, person_row const p) {
  auto& t = s.tracks_[p.v_];
  auto const until = due(t);
  if (until == t.watched_until_) {
    return;
  }
  t.watched_until_ = until;
  if (until) {
    s.watched_[*until].push_back(p);
  }
  clear_away(s);
}

std::vector<person_row> overdue(state const& s, instant const now) {
  auto all = std::vector<person_row>{};
  for (auto const& [until, people] : s.watched_) {
    if (until > now) {
      break;
    }
    auto of = people;
    std::erase_if(of, [&](person_row const p) { return !counts(s, until, p); });
    std::ranges::sort(of);
    std::ranges::unique_copy(of, std::back_inserter(all));
  }
  return all;
}

}  // namespace leeward::operation::custody
