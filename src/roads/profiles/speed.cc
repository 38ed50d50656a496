#include <algorithm>
#include <array>
#include <string_view>

#include "roads/profiles/values.h"
#include "roads/profiles/way_use.h"

// How fast a profile really goes: a share of the signed limit, or its own speed for this kind of way where none is
// signed; never above what its vehicle, the country or the surface allow.
namespace leeward::roads {

namespace {

using osm::value_of;

constexpr auto const kZoneKeys =
    std::to_array<std::string_view>({"maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"});

std::string_view with_direction(osm::tags const ts, std::string_view const key, std::string_view const direction) {
  for (auto const& [k, v] : ts) {
    if (k.size() == key.size() + direction.size() && k.starts_with(key) && k.ends_with(direction)) {
      return v;
    }
  }
  return value_of(ts, key);
}

std::int32_t smaller(std::int32_t const limit, std::int32_t const other) {
  return other == kNoLimit ? limit : std::min(limit, other);
}

// The slowest that any of the tags about the ground asks for, in km/h; `most` if none does.
std::int32_t ground_limit(profile const& p, osm::tags const ts, std::int32_t const most) {
  auto limit = most;
  for (auto const& [key, table] :
       {std::pair{std::string_view{"surface"}, &p.surface_}, std::pair{std::string_view{"smoothness"}, &p.smoothness_},
        std::pair{std::string_view{"tracktype"}, &p.tracktype_}}) {
    auto value = value_of(ts, key);
    value = value.substr(0, value.find_first_of(";:"));  // "cobblestone:flattened" is cobblestone
    if (!value.empty()) {
      limit = std::min(limit, value_in(*table, value).value_or(limit));
    }
  }
  return limit;
}

}  // namespace

std::optional<std::int32_t> signed_limit(profile const& p, osm::tags const ts, std::string_view const direction,
                                         country const& where) {
  for (auto const& key : p.maxspeed_) {
    auto const value = with_direction(ts, key, direction);
    if (value.empty()) {
      continue;
    }
    if (auto const v = parse_speed(value)) {
      return v;
    }
    if (auto const v = zone_limit(value, where)) {
      return v;
    }
  }
  for (auto const key : kZoneKeys) {
    if (auto const value = with_direction(ts, key, direction); !value.empty()) {
      if (auto const v = zone_limit(value, where)) {
        return v;
      }
    }
  }
  return std::nullopt;
}

std::int32_t speed_of(profile const& p, osm::tags const ts, way_kind const kind, std::string_view const direction,
                      country const& where) {
  auto const k = static_cast<std::size_t>(kind);
  auto const fast = kind == way_kind::kMotorway || kind == way_kind::kMotorwayLink || kind == way_kind::kTrunk ||
                    kind == way_kind::kTrunkLink;
  auto const top = fast ? p.top_speed_ : p.top_speed_elsewhere_;
  auto const usual = p.speed_[k] == 0 ? p.permitted_speed_ : p.speed_[k];
  if (kind == way_kind::kFerry) {
    return usual * 10;
  }
  auto const sign = p.on_foot_ ? std::nullopt : signed_limit(p, ts, direction, where);
  auto tenths = std::int32_t{0};
  if (sign && *sign != kNoLimit && p.speed_[k] != 0) {
    tenths = std::min(*sign, top) * p.share_percent_[k] / 10;
  } else {
    auto const general = sign ? *sign : general_limit(where, kind);
    tenths = std::min(smaller(usual, p.on_foot_ ? kNoLimit : general), top) * 10;
  }
  return std::min(tenths, ground_limit(p, ts, 1000) * 10);
}

}  // namespace leeward::roads
