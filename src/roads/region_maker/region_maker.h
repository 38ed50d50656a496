#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/geo.h"
#include "base/progress.h"
#include "base/result.h"
#include "roads/osm/osm.h"
#include "roads/osm/pbf_writer.h"

// Made regions: a city that does not exist, with its river, streets, addresses and surroundings, as OpenStreetMap data.
//
//   auto const r = roads::make_region({.people_ = 3'000});
//   auto bytes = std::string{};
//   roads::write_region(*r, [&](std::string_view const part) { bytes += part; });
namespace leeward::roads {

struct region_options {
  std::int64_t people_{340'000};  // of the city; its towns and villages come on top
  std::uint64_t seed_{7};
  position centre_{535'000'000,
                   410'000'000};  // of the city: farmland in eastern Europe, nothing of the real place shows
  double detail_{1};              // junctions per person, compared with an ordinary city
};

inline constexpr auto const kLeastPeople = std::int64_t{1'000};
inline constexpr auto const kMostPeople = std::int64_t{1'500'000};
inline constexpr auto const kLeastDetail = 0.25;
inline constexpr auto const kMostDetail = 4.0;

using region_tags = std::vector<std::pair<std::string_view, std::string>>;  // keys are literals

// Ids are indices + 1.
struct region_node {
  position where_;
  region_tags tags_;
};

struct region_way {
  std::vector<std::uint32_t> nodes_{};  // indices
  region_tags tags_;
};

struct region_member {
  osm::entity_kind kind_{osm::entity_kind::kNode};
  std::uint32_t index_{0};
  std::string_view role_;
};

struct region_relation {
  std::vector<region_member> members_;
  region_tags tags_;
};

struct region_counts {
  std::int64_t people_{0};     // in the city's districts
  std::int64_t junctions_{0};  // where three or more pieces of road meet, or one ends
  std::int64_t addresses_{0};
  std::int64_t streets_{0};  // with a name
  std::int64_t settlements_{0};
  double road_km_{0};
};

struct region {
  std::string name_;  // of the city
  std::vector<region_node> nodes_{};
  std::vector<region_way> ways_{};
  std::vector<region_relation> relations_{};
  region_counts counts_{};
};

// The same options give the same region on every machine. Errors: an option outside its limits.
result<region> make_region(region_options const&, progress const& = {});

// As .osm.pbf.
void write_region(region const&, osm::pbf_writer::sink);

}  // namespace leeward::roads
