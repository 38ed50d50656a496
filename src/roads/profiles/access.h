#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "roads/osm/osm.h"
#include "roads/profiles/profile.h"

// Who may go where, by OpenStreetMap's hierarchy of access tags (https://wiki.openstreetmap.org/wiki/Key:access).
namespace leeward::roads {

enum class access : std::uint8_t { kUnsaid, kOpen, kDestination, kClosed };

struct access_answer {
  access said_{access::kUnsaid};
  bool general_{false};  // it was "access" itself that said so, which opens nothing that is closed by its kind
};

// The first of the profile's keys that the tags have; `direction` is ":forward", ":backward" or empty, and a key with
// it comes before the same key without.
access_answer access_of(profile const&, osm::tags, std::string_view direction);

// One value of an access tag; of several ("agricultural;destination") the most open one.
access parse_access(std::string_view value);

// Which ways of a road are open by its oneway tags.
struct open_directions {
  bool forward_{true};
  bool backward_{true};
};

open_directions directions_of(profile const&, osm::tags, way_kind);

// What one node does to a profile that passes it.
struct node_use {
  bool blocked_{false};
  std::int32_t forward_ms_{0};  // lost by who passes in the direction of the way …
  std::int32_t backward_ms_{0};
};

node_use use_of_node(profile const&, osm::tags);

}  // namespace leeward::roads
