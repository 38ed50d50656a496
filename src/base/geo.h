#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/quantities.h"
#include "base/result.h"

namespace leeward {

// WGS 84, in units of 1e-7 degree (as OpenStreetMap stores it).
struct position {
  constexpr auto operator<=>(position const&) const = default;

  constexpr double lat() const { return lat_e7_ * 1e-7; }
  constexpr double lon() const { return lon_e7_ * 1e-7; }

  std::int32_t lat_e7_{0};
  std::int32_t lon_e7_{0};
};

// Degrees to a position; refuses NaN and values outside ±90 / ±180 and says when the two look swapped.
result<position> make_position(double lat, double lon);

// "49.41,8.69" to a position.
result<position> parse_position(std::string_view);

// Distance over the WGS 84 ellipsoid by its local radii of curvature: within 0.1 % of the geodesic below 10 km
// and 80° of latitude (roads are summed from short pieces), and 60 times as fast.
millimetres distance_between(position, position);

// A closed ring without its repeated last point.
using polygon = std::vector<position>;

// Even-odd rule on the plate carrée; a point on the border may fall on either side.
bool contains(polygon const&, position);

}  // namespace leeward
