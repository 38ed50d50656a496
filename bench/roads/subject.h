#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "roads/file/road_map.h"
#include "roads/route/place_on_road.h"

// What is measured on: one extract, as a map in memory and as a file.
namespace leeward::bench {

struct subject {
  void print(std::string_view figure, double value, std::string_view unit, double yardstick) const;

  std::string name_;
  std::filesystem::path extract_;
  std::filesystem::path roads_;
  double megabytes_{0};  // of the extract
  std::shared_ptr<roads::road_map const> map_;
  double dijkstra_s_{0};  // one plain search to all edges of the car's network: the yardstick of all queries
};

// Imports the extract and writes NAME.roads into `folder`.
subject make_subject(std::string name, std::filesystem::path const& extract, std::filesystem::path const& folder);

// A made region of so many people as NAME.osm.pbf in `folder`.
std::filesystem::path make_extract(std::string const& name, std::int64_t people, double detail,
                                   std::filesystem::path const& folder);

struct profile_view {
  roads::map_network const& network_;
  roads::map_profile const& profile_;
  roads::profile_id id_;
};

profile_view profile_of(roads::road_map const&, std::string_view name);

// An edge that the profile may use; a place on a road that it may use.
roads::edge_id random_edge(random_source&, profile_view const&);
roads::place_on_road random_place(random_source&, profile_view const&);
std::vector<roads::place_on_road> random_places(random_source&, profile_view const&, std::size_t count);

double measure_dijkstra(profile_view const&);

}  // namespace leeward::bench
