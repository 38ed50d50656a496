#pragma once

#include <cstdint>

#include "roads/region_maker/plane.h"

namespace leeward::roads::made {

// One river that meanders past the city's centre from one end of the region to the other. In its own frame, `u` runs
// downstream and the centreline lies `across(u)` to the left of the axis through the city's centre.
struct river {
  double across(double u) const;
  spot at(double u, double left = 0) const;  // `left` metres off the centreline
  double downstream(spot) const;             // u

  // Metres to the centreline, positive on the left bank.
  double distance(spot) const;

  bool wet(spot const s) const {
    auto const d = distance(s);
    return d > -half_width_ && d < half_width_;
  }

  std::uint64_t seed_{0};
  double turns_{0};   // of the axis
  double offset_{0};  // of the axis from the city's centre
  double scale_{0};   // radius of the city that it passes
  double half_width_{0};
};

}  // namespace leeward::roads::made
