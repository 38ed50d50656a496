#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"

namespace leeward::planning::improve {

// A trip goes to another centre with room.
struct recentre {
  trips::vehicle_id first_;
  trips::vehicle_id second_;  // the same
  std::size_t kept_first_{0};
  std::size_t kept_second_{0};
  trips::trip trip_;

  template <typename To>
  void lay_first(state const& s, To& to) const {
    to.drive(trip_);
    to.drive_rest(s.route_of(first_), kept_first_ + 1);
  }

  template <typename To>
  void lay_second(state const&, To&) const {}
};

// A move that is allowed but for times; nothing if this draw gave none.
std::optional<recentre> draw_recentre(state const&, neighbours const&, random_source&);

// By how much the cost changes; nothing if a vehicle would be too late. Then apply, if wanted, before any other change.
std::optional<std::int64_t> evaluate(state const&, recentre const&);
void apply(state&, recentre const&);

}  // namespace leeward::planning::improve
