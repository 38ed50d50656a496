#include "roads/profiles/way_use.h"

#include <algorithm>
#include <utility>

#include "roads/profiles/access.h"
#include "roads/profiles/values.h"

namespace leeward::roads {

namespace {

using osm::value_of;

way_kind service_kind(std::string_view const service) {
  if (service == "alley") {
    return way_kind::kAlley;
  }
  if (service == "parking_aisle" || service == "drive-through") {
    return way_kind::kParkingAisle;
  }
  return service == "driveway" || service == "emergency_access" ? way_kind::kDriveway : way_kind::kService;
}

// The smaller of a limit and what a tag says, where 0 means that there is none.
void tighten(std::int32_t& limit, std::optional<std::int32_t> const said) {
  if (said && *said != 0) {
    limit = limit == 0 ? *said : std::min(limit, *said);
  }
}

std::string_view directed_value_of(osm::tags const ts, std::string_view const key, std::string_view const direction) {
  for (auto const& [k, v] : ts) {
    if (k.size() == key.size() + direction.size() && k.starts_with(key) && k.ends_with(direction)) {
      return v;
    }
  }
  return value_of(ts, key);
}

// A limit for the profile's own kind of vehicle ("maxweight:bus") replaces the general one, and one for the direction
// ("maxheight:forward") that for both.
std::string_view value_for(profile const& p, osm::tags const ts, std::string_view const key,
                           std::string_view const direction) {
  for (auto const& kind : p.access_) {
    for (auto const& [k, v] : ts) {
      if (k.size() == key.size() + 1 + kind.size() && k.starts_with(key) && k[key.size()] == ':' && k.ends_with(kind)) {
        return v;
      }
    }
  }
  return directed_value_of(ts, key, direction);
}

bool within(std::int32_t const vehicle, std::optional<std::int32_t> const limit) {
  return vehicle == 0 || !limit || *limit == 0 || vehicle <= *limit;
}

bool is_unpaved(std::string_view const surface) {
  constexpr auto const kUnpaved =
      std::to_array<std::string_view>({"compacted", "dirt", "earth", "fine_gravel", "grass", "gravel", "ground", "mud",
                                       "pebblestone", "sand", "unpaved"});
  return std::ranges::binary_search(kUnpaved, surface);
}

bool is_set(std::string_view const v) { return !v.empty() && v != "no"; }

bool opens_ferry(profile const& p, osm::tags const ts) {
  return std::ranges::any_of(p.ferry_,
                             [&](auto const& key) { return parse_access(value_of(ts, key)) == access::kOpen; });
}

// Whether a way is open to the profile in one direction, apart from oneways.
access access_by_kind(profile const& p, osm::tags const ts, way_kind const kind, std::string_view const direction) {
  auto const answer = access_of(p, ts, direction);
  auto const by_kind =
      p.speed_[static_cast<std::size_t>(kind)] != 0 && (kind != way_kind::kFerry || p.on_foot_ || opens_ferry(p, ts));
  if (answer.said_ == access::kUnsaid || (answer.general_ && answer.said_ != access::kClosed)) {
    if (p.on_foot_ && value_of(ts, "motorroad") == "yes") {
      return access::kClosed;
    }
    if (!by_kind) {
      return access::kClosed;
    }
    return answer.said_ == access::kUnsaid ? access::kOpen : answer.said_;
  }
  return answer.said_;
}

}  // namespace

std::optional<way_kind> kind_of(osm::tags const ts) {
  if (value_of(ts, "area") == "yes") {
    return std::nullopt;
  }
  auto highway = value_of(ts, "highway");
  if (highway.empty()) {
    return value_of(ts, "route") == "ferry" ? std::optional{way_kind::kFerry} : std::nullopt;
  }
  highway = highway.substr(0, highway.find(';'));
  if (highway == "service") {
    return service_kind(value_of(ts, "service"));
  }
  if (highway == "corridor" || highway == "platform") {
    return way_kind::kFootway;
  }
  if (highway == "byway") {
    return way_kind::kTrack;
  }
  auto const it = std::ranges::find(kWayKinds, highway);
  if (it == kWayKinds.end() || highway == "ferry" || highway == "alley" || highway == "driveway" ||
      highway == "parking_aisle") {
    return std::nullopt;
  }
  return static_cast<way_kind>(it - kWayKinds.begin());
}

road_class class_of(way_kind const kind) {
  switch (kind) {
    case way_kind::kMotorway:
    case way_kind::kMotorwayLink: return road_class::kMotorway;
    case way_kind::kTrunk:
    case way_kind::kTrunkLink: return road_class::kTrunk;
    case way_kind::kPrimary:
    case way_kind::kPrimaryLink: return road_class::kPrimary;
    case way_kind::kSecondary:
    case way_kind::kSecondaryLink: return road_class::kSecondary;
    case way_kind::kTertiary:
    case way_kind::kTertiaryLink: return road_class::kTertiary;
    case way_kind::kUnclassified:
    case way_kind::kRoad: return road_class::kUnclassified;
    case way_kind::kResidential: return road_class::kResidential;
    case way_kind::kLivingStreet: return road_class::kLivingStreet;
    case way_kind::kService:
    case way_kind::kAlley:
    case way_kind::kParkingAisle:
    case way_kind::kDriveway: return road_class::kService;
    case way_kind::kTrack: return road_class::kTrack;
    case way_kind::kPedestrian: return road_class::kPedestrian;
    case way_kind::kFootway:
    case way_kind::kCycleway:
    case way_kind::kBridleway:
    case way_kind::kPath: return road_class::kPath;
    case way_kind::kSteps: return road_class::kSteps;
    case way_kind::kBusway: return road_class::kBusway;
    case way_kind::kFerry: return road_class::kFerry;
  }
  __builtin_unreachable();
}

limits limits_of(osm::tags const ts) {
  auto l = limits{};
  tighten(l.height_cm_, parse_length_cm(value_of(ts, "maxheight")));
  tighten(l.height_cm_, parse_length_cm(value_of(ts, "maxheight:physical")));
  tighten(l.width_cm_, parse_length_cm(value_of(ts, "maxwidth")));
  tighten(l.width_cm_, parse_length_cm(value_of(ts, "maxwidth:physical")));
  tighten(l.length_cm_, parse_length_cm(value_of(ts, "maxlength")));
  tighten(l.weight_kg_, parse_weight_kg(value_of(ts, "maxweight")));
  tighten(l.weight_kg_, parse_weight_kg(value_of(ts, "maxweightrating")));
  return l;
}

bool fits(profile const& p, osm::tags const ts, std::string_view const direction) {
  if (std::ranges::none_of(ts, [](osm::tag const& t) { return t.first.starts_with("max"); })) {
    return true;
  }
  auto const length = [&](std::string_view const key) { return parse_length_cm(value_for(p, ts, key, direction)); };
  auto const mass = [&](std::string_view const key) { return parse_weight_kg(value_for(p, ts, key, direction)); };
  auto const physical = [&](std::string_view const key) {
    return parse_length_cm(directed_value_of(ts, key, direction));
  };
  return within(p.height_cm_, length("maxheight")) && within(p.height_cm_, physical("maxheight:physical")) &&
         within(p.width_cm_, length("maxwidth")) && within(p.width_cm_, physical("maxwidth:physical")) &&
         within(p.length_cm_, length("maxlength")) && within(p.weight_kg_, mass("maxweight")) &&
         within(p.weight_kg_, mass("maxweightrating"));
}

std::uint16_t flags_of(osm::tags const ts, way_kind const kind) {
  auto const link = kind == way_kind::kMotorwayLink || kind == way_kind::kTrunkLink || kind == way_kind::kPrimaryLink ||
                    kind == way_kind::kSecondaryLink || kind == way_kind::kTertiaryLink;
  auto const junction = value_of(ts, "junction");
  auto const flag = [](bool const on, std::uint16_t const bit) { return on ? bit : std::uint16_t{0}; };
  auto f = std::uint32_t{0};
  f |= flag(link, road_flag::kLink);
  f |= flag(is_set(value_of(ts, "bridge")), road_flag::kBridge);
  f |= flag(is_set(value_of(ts, "tunnel")), road_flag::kTunnel);
  f |= flag(junction == "roundabout" || junction == "circular", road_flag::kRoundabout);
  f |= flag(kind == way_kind::kFerry, road_flag::kFerry);
  f |= flag(is_set(value_of(ts, "toll")), road_flag::kToll);
  f |= flag(is_unpaved(value_of(ts, "surface")), road_flag::kUnpaved);
  f |= flag(value_of(ts, "dual_carriageway") == "yes", road_flag::kDualCarriageway);
  // Of the road as such, whoever may be excepted.
  auto const open = directions_of(profile{}, ts, kind);
  f |= flag(!open.forward_ || !open.backward_, road_flag::kOneway);
  return static_cast<std::uint16_t>(f);
}

way_use use_of_way(profile const& p, osm::tags const ts, way_kind const kind, country const& where) {
  constexpr auto const kDirections = std::to_array<std::string_view>({":forward", ":backward"});
  auto use = way_use{};
  auto const open = directions_of(p, ts, kind);
  for (auto d = std::size_t{0}; d != kDirections.size(); ++d) {
    if (!(d == 0 ? open.forward_ : open.backward_) || !fits(p, ts, kDirections[d])) {
      continue;
    }
    auto const a = access_by_kind(p, ts, kind, kDirections[d]);
    if (a != access::kClosed) {
      use.speed_[d] = speed_of(p, ts, kind, kDirections[d], where);
      use.destination_[d] = a == access::kDestination;
    }
  }
  return use;
}

bool is_rule_key(std::string_view const key) {
  static constexpr auto const kKeys = std::to_array<std::string_view>({"access",
                                                                       "area",
                                                                       "barrier",
                                                                       "bridge",
                                                                       "bus:backward",
                                                                       "bus:forward",
                                                                       "bus:lanes:backward",
                                                                       "bus:lanes:forward",
                                                                       "busway",
                                                                       "busway:left",
                                                                       "busway:right",
                                                                       "conveying",
                                                                       "crossing",
                                                                       "crossing:signals",
                                                                       "direction",
                                                                       "dual_carriageway",
                                                                       "duration",
                                                                       "highway",
                                                                       "junction",
                                                                       "lanes:bus:backward",
                                                                       "lanes:bus:forward",
                                                                       "lanes:psv:backward",
                                                                       "lanes:psv:forward",
                                                                       "locked",
                                                                       "motorroad",
                                                                       "oneway",
                                                                       "psv:backward",
                                                                       "psv:forward",
                                                                       "psv:lanes:backward",
                                                                       "psv:lanes:forward",
                                                                       "railway",
                                                                       "route",
                                                                       "service",
                                                                       "smoothness",
                                                                       "surface",
                                                                       "toll",
                                                                       "tracktype",
                                                                       "traffic_calming",
                                                                       "traffic_signals:direction",
                                                                       "tunnel",
                                                                       "zone:traffic"});
  return std::ranges::find(kKeys, key) != kKeys.end() || key.starts_with("max") || key.starts_with("source:maxspeed") ||
         key.starts_with("zone:maxspeed");
}

}  // namespace leeward::roads
