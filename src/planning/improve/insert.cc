#include "planning/improve/insert.h"

#include "planning/improve/change.h"

namespace leeward::planning::improve {

std::optional<insert> draw_insert(state const& s, neighbours const& near, random_source& dice) {
  if (s.unserved().empty()) {
    return std::nullopt;
  }
  auto const l = s.unserved()[dice.below(s.unserved().size())];
  auto const& load = s.p_.at(l);
  auto const g = near.gap_for(s, l, dice);
  auto const centre = near.centre_after(load.point_, dice);
  if (!s.p_.may_carry(g.vehicle_, l) || !s.p_.may_house(centre, l) || !s.has_room(centre, load)) {
    return std::nullopt;
  }
  return insert{.first_ = g.vehicle_,
                .second_ = g.vehicle_,
                .kept_first_ = g.index_,
                .kept_second_ = g.index_,
                .trip_ = {l, centre}};
}

std::optional<std::int64_t> evaluate(state const& s, insert const& m) {
  auto const delta = delta_of(s, m);
  return delta ? std::optional{*delta - s.unserved_cost(m.trip_.load_)} : std::nullopt;
}

void apply(state& s, insert const& m) { make_change(s, m); }

}  // namespace leeward::planning::improve
