#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/result.h"
#include "roads/graph/road_graph.h"
#include "roads/osm/pbf_reader.h"
#include "roads/profiles/profile.h"

// An OpenStreetMap extract becomes road networks. Deterministic: the same file and options give the same arrays.
namespace leeward::roads {

struct import_options {
  std::vector<profile> profiles_;  // empty: the four of default.toml
  std::string country_;            // ISO code; empty: by zone tags, then by addresses
  std::optional<metres>
      keep_islands_from_;  // also keep what is cut off from the largest part if it has this many metres
  std::function<void(std::uint64_t done, std::uint64_t all)> progress_;  // in bytes read, over all passes
};

// One topology and what each of its profiles pays on it: "motor" for all vehicles, "foot" for walkers.
struct network {
  std::string name_;
  road_graph_data graph_;
  std::vector<std::string> profile_names_;
  std::vector<profile_weights_data> weights_;  // as profile_names_
};

enum class place_kind : std::uint8_t { kCity, kTown, kVillage, kHamlet, kSuburb };

struct place_name {
  std::string name_;
  std::string name_en_;
  place_kind kind_{place_kind::kVillage};
  position where_;
  std::uint32_t population_{0};  // 0: not known
};

// A part of the roads that a profile cannot reach from the largest part, or not leave.
struct island {
  std::uint32_t edges_{0};
  metres length_;
  position where_;
  std::string near_;  // the nearest place name within 10 km, if any
};

struct profile_report {
  std::string profile_;
  std::uint32_t edges_{0};  // usable, in the largest part
  metres length_;           // of these
  std::uint32_t cut_off_edges_{0};
  metres cut_off_length_;
  std::uint32_t islands_count_{0};
  std::vector<island> islands_;  // the biggest first
};

struct import_report {
  std::uint64_t nodes_{0};  // all in the file
  std::uint64_t ways_{0};
  std::uint64_t relations_{0};
  std::uint64_t road_ways_{0};
  std::uint64_t road_nodes_{0};

  std::string country_;     // code, or empty
  std::string country_by_;  // "option", "zone tags", "addresses", "roundabouts" (then only the driving side), or empty
  bool drives_on_left_{false};

  std::uint64_t missing_nodes_{0};  // at the cut of an extract
  std::uint64_t ways_cut_{0};
  std::uint64_t conditional_tags_{0};  // such as access:conditional: not applied
  std::uint64_t reversible_ways_{0};   // oneways that change direction: closed

  std::uint64_t restrictions_{0};  // turn restrictions in the file
  std::uint64_t restrictions_applied_{0};
  std::uint64_t restrictions_without_effect_{0};  // on roads or for vehicles that we do not have
  std::uint64_t restrictions_conditional_{0};     // with times or conditions: not applied
  std::uint64_t restrictions_broken_{0};
  std::vector<std::int64_t> broken_restriction_ids_;  // the first of them

  std::vector<profile_report> profiles_;
};

struct imported {
  std::vector<network> networks_;
  std::vector<place_name> places_;
  import_report report_;
};

// Errors: not a PBF, truncated, damaged (with the byte), no roads in it, an unknown country.
result<imported> import_osm(std::filesystem::path const&, import_options const&);

// The same from any source of entities, which is asked twice: for ways and relations, then for nodes.
result<imported> import_osm(osm::entity_source const&, import_options const&, std::string const& name);

}  // namespace leeward::roads
