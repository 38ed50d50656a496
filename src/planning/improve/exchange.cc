#include "planning/improve/exchange.h"

#include <utility>

#include "planning/improve/change.h"

namespace leeward::planning::improve {

namespace {

using trips::load_id;

enum class what : std::uint8_t { kTrips, kLoads, kCentres };

// The trip that follows a gap for the load.
std::optional<load_id> after_gap(state const& s, neighbours const& near, load_id const l, random_source& dice) {
  auto const g = near.gap_for(s, l, dice);
  auto const& r = s.route_of(g.vehicle_);
  return g.index_ < r.size() ? std::optional{r.at(g.index_).load_} : std::nullopt;
}

bool may_swap_centres(state const& s, load_id const a, load_id const b) {
  auto const ca = s.where(a).centre_;
  auto const cb = s.where(b).centre_;
  auto const& la = s.p_.at(a);
  auto const& lb = s.p_.at(b);
  return s.p_.may_house(cb, a) && s.p_.may_house(ca, b) && s.has_room(cb, la, lb.beds_) && s.has_room(ca, lb, la.beds_);
}

}  // namespace

std::optional<exchange> draw_exchange(state const& s, neighbours const& near, random_source& dice) {
  auto const how = static_cast<what>(dice.below(3));
  auto const a = near.any(s, dice);
  if (!a) {
    return std::nullopt;
  }
  auto const b = how == what::kCentres ? near.with_centre_for(s, *a, dice) : after_gap(s, near, *a, dice);
  if (!b || *a == *b) {
    return std::nullopt;
  }
  auto const* wa = &s.where(*a);
  auto const* wb = &s.where(*b);
  auto const same_centre = wa->centre_ == wb->centre_;
  if (how != what::kTrips && (same_centre ? how == what::kCentres : !may_swap_centres(s, *a, *b))) {
    return std::nullopt;
  }
  if (how != what::kCentres && (!s.p_.may_carry(wb->vehicle_, *a) || !s.p_.may_carry(wa->vehicle_, *b) ||
                                (same_centre && s.p_.at(*a).point_ == s.p_.at(*b).point_ && !s.p_.waiting_counts_))) {
    return std::nullopt;
  }
  auto into_first = trips::trip{how == what::kCentres ? *a : *b, how == what::kLoads ? wa->centre_ : wb->centre_};
  auto into_second = trips::trip{how == what::kCentres ? *b : *a, how == what::kLoads ? wb->centre_ : wa->centre_};
  if (wa->vehicle_ == wb->vehicle_ && wa->index_ > wb->index_) {
    std::swap(wa, wb);
    std::swap(into_first, into_second);
  }
  return exchange{.first_ = wa->vehicle_,
                  .second_ = wb->vehicle_,
                  .kept_first_ = wa->index_,
                  .kept_second_ = wb->index_,
                  .at_first_ = wa->index_,
                  .at_second_ = wb->index_,
                  .into_first_ = into_first,
                  .into_second_ = into_second};
}

std::optional<std::int64_t> evaluate(state const& s, exchange const& m) { return delta_of(s, m); }

void apply(state& s, exchange const& m) { make_change(s, m); }

}  // namespace leeward::planning::improve
