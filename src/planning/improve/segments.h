#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"

namespace leeward::planning::improve {

// One to three trips in a row of a route change places with none to three in a row of another.
struct segments {
  trips::vehicle_id first_;
  trips::vehicle_id second_;
  std::size_t kept_first_{0};
  std::size_t kept_second_{0};
  std::size_t end_first_{0};  // of the trips that leave
  std::size_t end_second_{0};

  template <typename To>
  void lay_first(state const& s, To& to) const {
    to.drive(s.route_of(second_), kept_second_, end_second_);
    to.drive_rest(s.route_of(first_), end_first_);
  }

  template <typename To>
  void lay_second(state const& s, To& to) const {
    to.drive(s.route_of(first_), kept_first_, end_first_);
    to.drive_rest(s.route_of(second_), end_second_);
  }
};

// A move that is allowed but for times; nothing if this draw gave none.
std::optional<segments> draw_segments(state const&, neighbours const&, random_source&);

// By how much the cost changes; nothing if a vehicle would be too late. Then apply, if wanted, before any other change.
std::optional<std::int64_t> evaluate(state const&, segments const&);
void apply(state&, segments const&);

}  // namespace leeward::planning::improve
