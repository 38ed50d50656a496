#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "roads/graph/road_graph.h"
#include "roads/osm/osm.h"
#include "roads/profiles/countries.h"
#include "roads/profiles/profile.h"

// What the tags of a way mean, for the road itself and for one profile on it.
namespace leeward::roads {

// Nothing for what is not a road to be used: buildings, areas, roads proposed or under construction, guided busways.
std::optional<way_kind> kind_of(osm::tags);

road_class class_of(way_kind);

// The largest vehicle that may pass; 0: none given.
struct limits {
  std::int32_t height_cm_{0};
  std::int32_t width_cm_{0};
  std::int32_t length_cm_{0};
  std::int32_t weight_kg_{0};
};

limits limits_of(osm::tags);

// Whether the profile's vehicle keeps within the limits, those for its kind ("maxweight:bus") before the general ones,
// those for the direction (":forward", ":backward", or empty at a node) before those for both.
bool fits(profile const&, osm::tags, std::string_view direction);

std::uint16_t flags_of(osm::tags, way_kind);  // road_flag

// In tenths of a km/h for each direction of the way, 0 where the profile may not go.
struct way_use {
  std::array<std::int32_t, 2> speed_{};
  std::array<bool, 2> destination_{};  // only for those who have business there
};

way_use use_of_way(profile const&, osm::tags, way_kind, country const&);

// The signed limit of one direction (":forward" or ":backward") in km/h, kNoLimit if it is signed that there is none.
std::optional<std::int32_t> signed_limit(profile const&, osm::tags, std::string_view direction, country const&);

// Real speed in tenths of a km/h.
std::int32_t speed_of(profile const&, osm::tags, way_kind, std::string_view direction, country const&);

// Tags that some rule reads; all others need not be kept. Keys of the profiles come on top.
bool is_rule_key(std::string_view key);

}  // namespace leeward::roads
