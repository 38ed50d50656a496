#include "planning/improve/tails.h"

#include "planning/improve/change.h"

namespace leeward::planning::improve {

namespace {

bool may_exchange_rest(state const& s, tails const& m) {
  auto const& first = s.route_of(m.first_);
  auto const& second = s.route_of(m.second_);
  return may_carry(s, m.first_, second, m.kept_second_, second.size()) &&
         may_carry(s, m.second_, first, m.kept_first_, first.size());
}

std::optional<tails> draw_in_trip(state const& s, neighbours const& near, trips::load_id const l, random_source& dice) {
  auto const other = near.with_centre_for(s, l, dice);
  if (!other || s.where(*other).vehicle_ == s.where(l).vehicle_) {
    return std::nullopt;
  }
  auto const& a = s.where(l);
  auto const& b = s.where(*other);
  if (a.centre_ != b.centre_ && !(s.p_.may_house(b.centre_, l) && s.p_.may_house(a.centre_, *other) &&
                                  s.has_room(b.centre_, s.p_.at(l), s.p_.at(*other).beds_) &&
                                  s.has_room(a.centre_, s.p_.at(*other), s.p_.at(l).beds_))) {
    return std::nullopt;
  }
  return tails{
      .first_ = a.vehicle_, .second_ = b.vehicle_, .kept_first_ = a.index_, .kept_second_ = b.index_, .in_trip_ = true};
}

}  // namespace

std::optional<tails> draw_tails(state const& s, neighbours const& near, random_source& dice) {
  auto const l = near.any(s, dice);
  if (!l) {
    return std::nullopt;
  }
  auto const& w = s.where(*l);
  auto m = std::optional<tails>{};
  if (dice.below(2) == 0) {
    m = draw_in_trip(s, near, *l, dice);
  } else if (auto const g = near.gap_for(s, *l, dice); g.vehicle_ != w.vehicle_) {
    m = tails{.first_ = g.vehicle_, .second_ = w.vehicle_, .kept_first_ = g.index_, .kept_second_ = w.index_};
  }
  return m && may_exchange_rest(s, *m) ? m : std::nullopt;
}

std::optional<std::int64_t> evaluate(state const& s, tails const& m) { return delta_of(s, m); }

void apply(state& s, tails const& m) { make_change(s, m); }

}  // namespace leeward::planning::improve
