#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "base/geo.h"

namespace leeward::roads::osm {

// OpenStreetMap's own model (https://wiki.openstreetmap.org/wiki/Elements), one entity at a time.
// Views live only as long as the call that hands them over.

using osm_id = std::int64_t;

using tag = std::pair<std::string_view, std::string_view>;
using tags = std::span<tag const>;

// The value of a key, or empty.
inline std::string_view value_of(tags const ts, std::string_view const key) {
  for (auto const& [k, v] : ts) {
    if (k == key) {
      return v;
    }
  }
  return {};
}

enum class entity_kind : std::uint8_t { kNode, kWay, kRelation };

struct node {
  osm_id id_{0};
  position where_;
  tags tags_;
};

struct way {
  osm_id id_{0};
  std::span<osm_id const> nodes_;
  tags tags_;
};

struct member {
  entity_kind kind_{entity_kind::kNode};
  osm_id id_{0};
  std::string_view role_;
};

struct relation {
  osm_id id_{0};
  std::span<member const> members_;
  tags tags_;
};

}  // namespace leeward::roads::osm
