#include "planning/improve/segments.h"

#include <algorithm>

#include "planning/improve/change.h"

namespace leeward::planning::improve {

namespace {

constexpr auto const kLongest = std::uint64_t{3};

}  // namespace

std::optional<segments> draw_segments(state const& s, neighbours const& near, random_source& dice) {
  auto const l = near.any(s, dice);
  if (!l) {
    return std::nullopt;
  }
  auto const& w = s.where(*l);
  auto const g = near.gap_for(s, *l, dice);
  if (g.vehicle_ == w.vehicle_) {
    return std::nullopt;
  }
  auto const& first = s.route_of(w.vehicle_);
  auto const& second = s.route_of(g.vehicle_);
  auto const m = segments{.first_ = w.vehicle_,
                          .second_ = g.vehicle_,
                          .kept_first_ = w.index_,
                          .kept_second_ = g.index_,
                          .end_first_ = std::min(first.size(), w.index_ + 1 + dice.below(kLongest)),
                          .end_second_ = std::min(second.size(), g.index_ + dice.below(kLongest + 1))};
  auto const allowed = may_carry(s, m.second_, first, m.kept_first_, m.end_first_) &&
                       may_carry(s, m.first_, second, m.kept_second_, m.end_second_);
  return allowed ? std::optional{m} : std::nullopt;
}

std::optional<std::int64_t> evaluate(state const& s, segments const& m) { return delta_of(s, m); }

void apply(state& s, segments const& m) { make_change(s, m); }

}  // namespace leeward::planning::improve
