#include "roads/route/signs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include <fmt/format.h>

namespace leeward::roads {

namespace {

// A bend right at a junction is drawn with short legs; the direction is that of the last metres.
constexpr auto const kSightMm = std::int64_t{15'000};

std::string_view kind_of(road const& r) {
  switch (r.class_) {
    case road_class::kMotorway: return "the motorway";
    case road_class::kTrack: return "the track";
    case road_class::kPedestrian: return "the pedestrian street";
    case road_class::kPath: return "the path";
    case road_class::kSteps: return "the steps";
    case road_class::kFerry: return "the ferry";
    case road_class::kService: return "the service road";
    default: return "the road";
  }
}

// Degrees clockwise from north.
double bearing(position const a, position const b) {
  auto const x = (static_cast<double>(b.lon_e7_) - a.lon_e7_) * std::cos(a.lat() * std::numbers::pi / 180);
  auto const y = static_cast<double>(b.lat_e7_) - a.lat_e7_;
  return std::atan2(x, y) * 180 / std::numbers::pi;
}

// The shape's i-th point in the edge's direction, or counted from its end.
struct directed_shape {
  directed_shape(road_graph const& g, edge_id const e, bool const from_end)
      : points_{shape(g, g.edges_[e.v_].in())},
        reversed_{(g.edges_[e.v_].towards() == direction::kBackward) != from_end} {}

  position at(std::size_t const i) const { return reversed_ ? points_[points_.size() - 1 - i] : points_[i]; }

  // The first point that is out of sight from the beginning, or the last.
  position in_sight() const {
    for (auto i = std::size_t{1}; i < points_.size(); ++i) {
      if (distance_between(at(0), at(i)).v_ >= kSightMm) {
        return at(i);
      }
    }
    return at(points_.size() - 1);
  }

  std::span<position const> points_;
  bool reversed_;
};

}  // namespace

std::string with_commas(std::string_view const list) {
  auto text = std::string{};
  for (auto const c : list) {
    if (c == ';') {
      text += ", ";
    } else if (c != ' ' || !text.ends_with(", ")) {
      text += c;
    }
  }
  return text;
}

road const& road_of(road_graph const& g, edge_id const e) {
  return g.roads_[g.segments_[g.edges_[e.v_].in().v_].road_.v_];
}

std::string sign(road_graph const& g, edge_id const e) {
  auto const& r = road_of(g, e);
  auto const name = text(g, r.name_);
  auto const ref = with_commas(text(g, r.ref_));
  if (name.empty()) {
    return ref.empty() ? std::string{kind_of(r)} : ref;
  }
  return ref.empty() ? std::string{name} : fmt::format("{} ({})", name, ref);
}

std::string_view road_name(road_graph const& g, edge_id const e) {
  auto const& r = road_of(g, e);
  auto const name = text(g, r.name_);
  return name.empty() ? text(g, r.ref_) : name;
}

double turn_angle(road_graph const& g, edge_id const from, edge_id const to) {
  auto const before = directed_shape{g, from, true};
  auto const after = directed_shape{g, to, false};
  auto const angle = bearing(after.at(0), after.in_sight()) - bearing(before.in_sight(), before.at(0));
  return std::remainder(angle, 360.0);
}

std::string_view heading(std::span<position const> const line) {
  constexpr auto const kNames =
      std::array{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"};
  auto const seen = std::find_if(begin(line), end(line),
                                 [&](position const p) { return distance_between(line.front(), p).v_ >= kSightMm; });
  auto const degrees = bearing(line.front(), seen == end(line) ? line.back() : *seen);
  return kNames[static_cast<std::size_t>(std::lround((degrees + 360) / 45)) % kNames.size()];
}

std::string ordinal(std::uint32_t const n) {
  auto const teen = n % 100 >= 11 && n % 100 <= 13;
  auto const* const suffix = teen || n % 10 == 0 || n % 10 > 3 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : "rd";
  return fmt::format("{}{}", n, suffix);
}

}  // namespace leeward::roads
