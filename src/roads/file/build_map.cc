#include "roads/file/build_map.h"

#include <cstdint>
#include <utility>

#include "roads/cch/customize.h"

namespace leeward::roads {

namespace {

// What the map's views point into.
struct built_network {
  cch::hierarchy_data hierarchy_;
  segment_index_data segments_;
  way_index_data ways_;
  std::vector<cch::metric> metrics_;
};

struct memory {
  map_to_build given_;
  std::vector<built_network> built_;
};

built_network build(network_to_build const& n) {
  auto const g = view_of(n.graph_);
  auto b = built_network{
      .hierarchy_ = cch::build(g), .segments_ = build_segment_index(g), .ways_ = build_way_index(g), .metrics_ = {}};
  for (auto const& p : n.profiles_) {
    cch::customize(cch::view_of(b.hierarchy_), g, view_of(p.weights_), b.metrics_.emplace_back());
  }
  return b;
}

void add_views(network_to_build const& n, built_network const& b, road_map& m) {
  auto meta = network_meta{.name_ = n.name_, .profiles_ = {}};
  for (auto i = std::size_t{0}; i != n.profiles_.size(); ++i) {
    auto const& p = n.profiles_[i];
    meta.profiles_.push_back(p.name_);
    m.profiles_.push_back({.name_ = p.name_,
                           .network_ = static_cast<std::uint32_t>(m.networks_.size()),
                           .weights_ = view_of(p.weights_),
                           .metric_ = b.metrics_[i]});
  }
  m.networks_.push_back({.name_ = n.name_,
                         .graph_ = view_of(n.graph_),
                         .hierarchy_ = cch::view_of(b.hierarchy_),
                         .segments_ = view_of(b.segments_),
                         .ways_ = view_of(b.ways_)});
  m.meta_.networks_.push_back(std::move(meta));
}

void set_bounds(road_map& m) {
  auto all = box{};
  for (auto const& n : m.networks_) {
    for (auto const& p : n.graph_.points_) {
      all.add(p);
    }
  }
  m.meta_.south_west_ = all.min_;
  m.meta_.north_east_ = all.max_;
}

}  // namespace

std::shared_ptr<road_map const> build_map(map_to_build given, progress const& watch) {
  auto const owner = std::make_shared<memory>(memory{.given_ = std::move(given), .built_ = {}});
  auto const& networks = owner->given_.networks_;
  auto const phase = std::string_view{"ordering and contracting"};
  for (auto const& n : networks) {
    tell(watch, phase, owner->built_.size(), networks.size());
    owner->built_.push_back(build(n));
  }
  tell(watch, phase, networks.size(), networks.size());
  auto map = std::make_shared<road_map>();
  map->meta_ = owner->given_.meta_;
  map->meta_.networks_.clear();
  map->program_version_ = owner->given_.program_version_;
  for (auto i = std::size_t{0}; i != networks.size(); ++i) {
    add_views(networks[i], owner->built_[i], *map);
  }
  set_bounds(*map);
  map->places_ = owner->given_.places_;
  map->place_strings_ = owner->given_.place_strings_;
  map->memory_ = owner;
  return map;
}

}  // namespace leeward::roads
