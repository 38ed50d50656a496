#include "roads/profiles/turn_cost.h"

#include <cmath>
#include <cstdlib>
#include <numbers>

namespace leeward::roads {

namespace {

constexpr auto const kStraightDegrees = 40;
constexpr auto const kSharpDegrees = 110;

// Links yield like the road that they belong to; services and tracks yield to everything.
std::int32_t importance(way_kind const k) {
  switch (k) {
    case way_kind::kMotorway:
    case way_kind::kMotorwayLink: return 7;
    case way_kind::kTrunk:
    case way_kind::kTrunkLink: return 6;
    case way_kind::kPrimary:
    case way_kind::kPrimaryLink: return 5;
    case way_kind::kSecondary:
    case way_kind::kSecondaryLink: return 4;
    case way_kind::kTertiary:
    case way_kind::kTertiaryLink: return 3;
    case way_kind::kUnclassified:
    case way_kind::kResidential:
    case way_kind::kBusway:
    case way_kind::kRoad: return 2;
    default: return 1;
  }
}

bool is_ramp(way_kind const k) {
  return k == way_kind::kMotorway || k == way_kind::kMotorwayLink || k == way_kind::kTrunkLink;
}

}  // namespace

std::int32_t turn_cost(profile const& p, turn_view const& t, bool const drives_on_left) {
  auto const& times = p.turn_;
  if (p.on_foot_) {
    return 0;
  }
  if (t.u_turn_) {
    return times.u_turn_ms_;
  }
  if (!t.crossing_) {
    return 0;  // a road goes on
  }
  auto cost = std::int32_t{0};
  auto const merges = is_ramp(t.from_) && is_ramp(t.to_);
  if (!t.signals_ && !merges && !t.roundabout_ && importance(t.from_) < importance(t.biggest_)) {
    cost += times.give_way_ms_;
  }
  auto const sharpness = std::abs(t.angle_);
  if (sharpness <= kStraightDegrees) {
    return cost;
  }
  auto const near_side = (t.angle_ > 0) != drives_on_left;
  cost += near_side || t.roundabout_ ? times.near_side_ms_ : times.far_side_ms_;
  return sharpness > kSharpDegrees ? cost + times.sharp_ms_ : cost;
}

std::int32_t bearing(position const from, position const to) {
  if (from == to) {
    return 0;
  }
  constexpr auto const kDegrees = 180.0 / std::numbers::pi;
  auto const north = static_cast<double>(to.lat_e7_) - static_cast<double>(from.lat_e7_);
  auto const east =
      (static_cast<double>(to.lon_e7_) - static_cast<double>(from.lon_e7_)) * std::cos(from.lat() / kDegrees);
  auto const degrees = static_cast<std::int32_t>(std::lround(std::atan2(east, north) * kDegrees));
  return degrees < 0 ? degrees + 360 : degrees % 360;
}

std::int32_t angle_between(std::int32_t const in, std::int32_t const out) {
  auto const turn = ((out - in) % 360 + 360) % 360;
  return turn > 180 ? turn - 360 : turn;
}

}  // namespace leeward::roads
