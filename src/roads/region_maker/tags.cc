#include "roads/region_maker/tags.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace leeward::roads::made {

namespace {

// Kilometres an hour: in towns and villages, and out of them.
std::pair<int, int> speeds(street const& s) {
  switch (s.kind_) {
    case street_kind::kMotorway: return {110, 110};
    case street_kind::kTrunk: return {s.level_ == level::kGround ? 90 : 100, s.level_ == level::kGround ? 90 : 100};
    case street_kind::kPrimary: return {60, 90};
    case street_kind::kSecondary: return {60, 90};
    case street_kind::kTertiary: return {60, 80};
    case street_kind::kUnclassified: return {60, 70};
    case street_kind::kResidential: return {60, 60};
    case street_kind::kLivingStreet: return {20, 20};
    case street_kind::kService: return {20, 20};
    case street_kind::kTrack: return {0, 0};
    case street_kind::kPedestrian: return {0, 0};
  }
  return {0, 0};
}

int lanes(street const& s, settlement_kind const where, bool const in_settlement) {
  switch (s.kind_) {
    case street_kind::kMotorway: return 2;
    case street_kind::kTrunk: return 2;
    case street_kind::kPrimary: return s.oneway_ ? 3 : in_settlement && where == settlement_kind::kCity ? 4 : 2;
    case street_kind::kSecondary: return 2;
    default: return 0;
  }
}

std::string_view surface(street const& s, settlement_kind const where, bool const in_settlement) {
  if (s.kind_ == street_kind::kTrack) {
    return "unpaved";
  }
  auto const village = in_settlement && where == settlement_kind::kVillage;
  if (village && s.kind_ == street_kind::kResidential) {
    return s.points_.front() % 3 == 0 ? "gravel" : s.points_.front() % 3 == 1 ? "unpaved" : "asphalt";
  }
  return s.kind_ == street_kind::kPedestrian ? "paving_stones" : "asphalt";
}

void add_speed(region_tags& out, street const& s, bool const in_settlement) {
  if (s.level_ == level::kLink) {
    out.emplace_back("maxspeed", "50");
    return;
  }
  auto const [inside, outside] = speeds(s);
  if (auto const v = in_settlement ? inside : outside; v > 0) {
    out.emplace_back("maxspeed", fmt::format("{}", v));
    out.emplace_back("source:maxspeed", in_settlement ? "urban" : "rural");
  }
}

// Buses have a lane on the avenues, and go against the traffic in some narrow streets.
void add_bus_lanes(region_tags& out, street const& s) {
  if (s.kind_ == street_kind::kPrimary && !s.roundabout_) {
    out.emplace_back(s.oneway_ ? "busway:right" : "busway", "lane");
  } else if (s.oneway_ && s.kind_ == street_kind::kResidential && s.name_ != kNone && s.name_ % 6 == 0) {
    out.emplace_back("oneway:bus", "no");
    out.emplace_back("busway:left", "opposite_lane");
  }
}

}  // namespace

std::string_view highway_value(street_kind const k) {
  constexpr auto const kValues = std::array<std::string_view, 11>{
      "motorway",    "trunk",         "primary", "secondary", "tertiary",  "unclassified",
      "residential", "living_street", "service", "track",     "pedestrian"};
  return kValues[static_cast<std::size_t>(k)];
}

region_tags tags_of(street const& s, settlement_kind const where, bool const in_settlement) {
  auto out = region_tags{};
  auto const link = s.level_ == level::kLink;
  out.emplace_back("highway", fmt::format("{}{}", highway_value(s.kind_), link ? "_link" : ""));
  if (s.roundabout_) {
    out.emplace_back("junction", "roundabout");
  } else if (s.oneway_) {
    out.emplace_back("oneway", "yes");
  }
  add_speed(out, s, in_settlement);
  if (auto const n = link ? 1 : lanes(s, where, in_settlement); n > 0) {
    out.emplace_back("lanes", fmt::format("{}", n));
  }
  if (s.bridge_.front() == passing::kOnBridge) {
    out.emplace_back("bridge", "yes");
    out.emplace_back("layer", "1");
  }
  if (s.max_weight_t_ > 0) {
    out.emplace_back("maxweight", fmt::format("{}", s.max_weight_t_));
  }
  if (s.max_height_dm_ > 0) {
    out.emplace_back("maxheight", fmt::format("{}.{}", s.max_height_dm_ / 10, s.max_height_dm_ % 10));
  }
  if (in_settlement && where == settlement_kind::kCity) {
    add_bus_lanes(out, s);
  }
  if (s.gated_) {
    out.emplace_back("access", "private");
  } else if (s.kind_ == street_kind::kService && s.estate_) {
    out.emplace_back("service", "driveway");
  }
  out.emplace_back("surface", surface(s, where, in_settlement));
  return out;
}

}  // namespace leeward::roads::made
