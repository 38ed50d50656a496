#pragma once

#include <cstdint>

#include "base/geo.h"
#include "roads/profiles/profile.h"

namespace leeward::roads {

// How one road leads on into another.
struct turn_view {
  std::int32_t angle_{0};  // degrees: 0 straight on, positive to the right, ±180 back
  way_kind from_{way_kind::kRoad};
  way_kind to_{way_kind::kRoad};
  way_kind biggest_{way_kind::kRoad};  // of all roads at the junction
  bool roundabout_{false};             // into, along or out of one
  bool crossing_{false};               // three or more roads meet
  bool signals_{false};
  bool u_turn_{false};
};

// Milliseconds, without what stands on the junction itself. 0 on foot.
std::int32_t turn_cost(profile const&, turn_view const&, bool drives_on_left);

// The compass direction from one point to another in whole degrees, 0 north, clockwise; 0 for equal points.
std::int32_t bearing(position from, position to);

// The angle of a turn between two bearings, in (-180, 180].
std::int32_t angle_between(std::int32_t in, std::int32_t out);

}  // namespace leeward::roads
