#include "planning/improve/relocate.h"

#include <algorithm>

#include "planning/improve/change.h"

namespace leeward::planning::improve {

std::optional<relocate> draw_relocate(state const& s, neighbours const& near, random_source& dice) {
  auto const l = near.any(s, dice);
  if (!l) {
    return std::nullopt;
  }
  auto const& w = s.where(*l);
  auto const& load = s.p_.at(*l);
  auto const into = near.gap_for(s, *l, dice);
  auto centre = w.centre_;
  if (dice.below(2) == 0) {
    auto const other = near.centre_after(load.point_, dice);
    if (other != centre && s.p_.may_house(other, *l) && s.has_room(other, load)) {
      centre = other;
    }
  }
  auto const same = into.vehicle_ == w.vehicle_;
  auto const stays = same && (into.index_ == w.index_ || into.index_ == w.index_ + std::size_t{1});
  if ((stays && centre == w.centre_) || !s.p_.may_carry(into.vehicle_, *l)) {
    return std::nullopt;
  }
  auto const to = stays ? w.index_ : into.index_;
  return relocate{.first_ = w.vehicle_,
                  .second_ = into.vehicle_,
                  .kept_first_ = same ? std::min<std::size_t>(w.index_, to) : w.index_,
                  .kept_second_ = to,
                  .from_ = w.index_,
                  .to_ = to,
                  .trip_ = {*l, centre}};
}

std::optional<std::int64_t> evaluate(state const& s, relocate const& m) { return delta_of(s, m); }

void apply(state& s, relocate const& m) { make_change(s, m); }

}  // namespace leeward::planning::improve
