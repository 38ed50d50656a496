#include "planning/improve/recentre.h"

#include "planning/improve/change.h"

namespace leeward::planning::improve {

std::optional<recentre> draw_recentre(state const& s, neighbours const& near, random_source& dice) {
  auto const l = near.any(s, dice);
  if (!l) {
    return std::nullopt;
  }
  auto const& w = s.where(*l);
  auto const& r = s.route_of(w.vehicle_);
  auto const& load = s.p_.at(*l);
  // Near to the load itself, or to the one that is fetched next.
  auto const has_next = w.index_ + std::size_t{1} < r.size();
  auto const centre = has_next && dice.below(2) == 0
                          ? near.centre_before(s.p_.at(r.at(w.index_ + std::size_t{1}).load_).point_, dice)
                          : near.centre_after(load.point_, dice);
  if (centre == w.centre_ || !s.has_room(centre, load) || !s.p_.may_house(centre, *l)) {
    return std::nullopt;
  }
  return recentre{.first_ = w.vehicle_,
                  .second_ = w.vehicle_,
                  .kept_first_ = w.index_,
                  .kept_second_ = w.index_,
                  .trip_ = {*l, centre}};
}

std::optional<std::int64_t> evaluate(state const& s, recentre const& m) { return delta_of(s, m); }

void apply(state& s, recentre const& m) { make_change(s, m); }

}  // namespace leeward::planning::improve
