#include "planning/improve/drop.h"

#include "planning/improve/change.h"

namespace leeward::planning::improve {

std::optional<drop> draw_drop(state const& s, random_source& dice) {
  auto const l = trips::load_id{static_cast<std::uint32_t>(dice.below(s.p_.loads_.size()))};
  auto const& w = s.where(l);
  if (!w.is_served() || !s.p_.at(l).optional_) {
    return std::nullopt;
  }
  return drop{.first_ = w.vehicle_, .second_ = w.vehicle_, .kept_first_ = w.index_, .kept_second_ = w.index_};
}

std::optional<std::int64_t> evaluate(state const& s, drop const& m) { return delta_of(s, m); }

void apply(state& s, drop const& m) { s.drop(s.route_of(m.first_).at(m.kept_first_).load_); }

}  // namespace leeward::planning::improve
