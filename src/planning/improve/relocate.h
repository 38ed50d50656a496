#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"

namespace leeward::planning::improve {

// A trip goes to another place in the same or another route, with its centre or another one.
struct relocate {
  trips::vehicle_id first_;  // where it was
  trips::vehicle_id second_;
  std::size_t kept_first_{0};
  std::size_t kept_second_{0};
  std::size_t from_{0};  // its index
  std::size_t to_{0};    // it comes after so many trips of the second route, itself counted if it is the same
  trips::trip trip_;     // with the centre it is to have

  template <typename To>
  void lay_first(state const& s, To& to) const {
    auto const& r = s.route_of(first_);
    if (first_ != second_) {
      to.drive_rest(r, from_ + 1);
    } else if (to_ <= from_) {
      to.drive(trip_);
      to.drive(r, to_, from_);
      to.drive_rest(r, from_ + 1);
    } else {
      to.drive(r, from_ + 1, to_);
      to.drive(trip_);
      to.drive_rest(r, to_);
    }
  }

  template <typename To>
  void lay_second(state const& s, To& to) const {
    to.drive(trip_);
    to.drive_rest(s.route_of(second_), to_);
  }
};

// A move that is allowed but for times; nothing if this draw gave none.
std::optional<relocate> draw_relocate(state const&, neighbours const&, random_source&);

// By how much the cost changes; nothing if a vehicle would be too late. Then apply, if wanted, before any other change.
std::optional<std::int64_t> evaluate(state const&, relocate const&);
void apply(state&, relocate const&);

}  // namespace leeward::planning::improve
