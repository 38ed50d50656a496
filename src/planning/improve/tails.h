#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"

namespace leeward::planning::improve {

// Two routes, also of different starts, exchange what comes after a cut. Between trips the second cut may be anywhere;
// in a trip, between its load and its centre, each load goes on with the other's centre and what follows there.
struct tails {
  trips::vehicle_id first_;
  trips::vehicle_id second_;
  std::size_t kept_first_{0};
  std::size_t kept_second_{0};
  bool in_trip_{false};

  template <typename To>
  void lay_first(state const& s, To& to) const {
    lay(s.route_of(first_), kept_first_, s.route_of(second_), kept_second_, to);
  }

  template <typename To>
  void lay_second(state const& s, To& to) const {
    lay(s.route_of(second_), kept_second_, s.route_of(first_), kept_first_, to);
  }

private:
  template <typename To>
  void lay(trips::route const& own, std::size_t const cut, trips::route const& other, std::size_t const other_cut,
           To& to) const {
    if (in_trip_) {
      to.drive({own.at(cut).load_, other.at(other_cut).centre_});
    }
    to.drive_rest(other, other_cut + (in_trip_ ? 1 : 0));
  }
};

// A move that is allowed but for times; nothing if this draw gave none.
std::optional<tails> draw_tails(state const&, neighbours const&, random_source&);

// By how much the cost changes; nothing if a vehicle would be too late. Then apply, if wanted, before any other change.
std::optional<std::int64_t> evaluate(state const&, tails const&);
void apply(state&, tails const&);

}  // namespace leeward::planning::improve
