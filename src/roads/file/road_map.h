#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/geo.h"
#include "base/json/description.h"
#include "roads/cch/hierarchy.h"
#include "roads/closures/way_index.h"
#include "roads/graph/road_graph.h"
#include "roads/snap/segment_index.h"

namespace leeward::roads {

enum class driving_side : std::uint8_t { kRight, kLeft };
BOOST_DESCRIBE_ENUM(driving_side, kRight, kLeft)

struct network_meta {
  std::string name_;
  std::vector<std::string> profiles_;
};
BOOST_DESCRIBE_STRUCT(network_meta, (), (name_, profiles_))

// What a map says of itself: the file's section "meta", as JSON.
struct map_meta {
  std::string source_;       // name of the extract
  std::string attribution_;  // stands on every output
  std::string data_date_;    // until when the extract follows OpenStreetMap, RFC 3339; empty if it does not say
  driving_side driving_side_{driving_side::kRight};
  position south_west_;  // the box around all roads
  position north_east_;
  std::string profiles_;  // the profiles file that the import used, as it was
  std::vector<network_meta> networks_;
  json::raw report_;  // what the import did, as its own report says it
};
BOOST_DESCRIBE_STRUCT(map_meta, (),
                      (source_, attribution_, data_date_, driving_side_, south_west_, north_east_, profiles_, networks_,
                       report_))

// All that a network's file sections hold, as views.
struct map_network {
  std::string name_;
  road_graph graph_{};
  cch::hierarchy hierarchy_{};
  segment_index segments_{};
  way_index ways_{};
};

struct map_profile {
  std::string name_;
  std::uint32_t network_{0};
  profile_weights weights_;           // of the open map
  std::span<weight const> metric_{};  // … customized
};

// A city, town, village or part of one.
struct map_place {
  position where_;
  std::uint32_t name_{0};     // into road_map::place_strings_
  std::uint32_t name_en_{0};  // 0: none
  std::uint32_t population_{0};
  std::uint32_t kind_{0};  // into place_strings_: OpenStreetMap's value of "place"
};

// Immutable; may be shared by threads. The views live as long as the map.
struct road_map {
  map_meta meta_;
  std::string program_version_;  // that wrote the file
  std::vector<map_network> networks_;
  std::vector<map_profile> profiles_;
  std::span<map_place const> places_{};
  std::span<char const> place_strings_{};
  std::size_t bytes_{0};
  std::shared_ptr<void const> memory_{};  // what the views point into
};

inline map_network const& network_of(road_map const& m, profile_id const p) {
  return m.networks_[m.profiles_[p.v_].network_];
}

inline std::string_view place_text(road_map const& m, std::uint32_t const offset) {
  return {m.place_strings_.data() + offset};
}

}  // namespace leeward::roads
