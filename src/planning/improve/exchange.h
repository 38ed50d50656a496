#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"

namespace leeward::planning::improve {

// Two trips, of one or two routes, exchange their places: wholly, or the loads only (centres stay where they are in the
// sequences), or the centres only. The only way to another centre when every bed is taken.
struct exchange {
  trips::vehicle_id first_;
  trips::vehicle_id second_;
  std::size_t kept_first_{0};
  std::size_t kept_second_{0};
  std::size_t at_first_{0};  // of the same route: the smaller index
  std::size_t at_second_{0};
  trips::trip into_first_;  // what stands there afterwards
  trips::trip into_second_;

  template <typename To>
  void lay_first(state const& s, To& to) const {
    auto const& r = s.route_of(first_);
    to.drive(into_first_);
    if (first_ == second_) {
      to.drive(r, at_first_ + 1, at_second_);
      to.drive(into_second_);
      to.drive_rest(r, at_second_ + 1);
    } else {
      to.drive_rest(r, at_first_ + 1);
    }
  }

  template <typename To>
  void lay_second(state const& s, To& to) const {
    to.drive(into_second_);
    to.drive_rest(s.route_of(second_), at_second_ + 1);
  }
};

// A move that is allowed but for times; nothing if this draw gave none.
std::optional<exchange> draw_exchange(state const&, neighbours const&, random_source&);

// By how much the cost changes; nothing if a vehicle would be too late. Then apply, if wanted, before any other change.
std::optional<std::int64_t> evaluate(state const&, exchange const&);
void apply(state&, exchange const&);

}  // namespace leeward::planning::improve
