#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/graph/road_graph.h"
#include "roads/import/collect.h"
#include "roads/import/tag_sets.h"
#include "roads/profiles/access.h"
#include "roads/profiles/countries.h"
#include "roads/profiles/profile.h"
#include "roads/profiles/way_use.h"

// A network on its way to a road_graph: junctions and segments with what each profile may do, before turns are known.
// An edge is named by its code here: twice its segment, plus one backwards.
namespace leeward::roads {

struct draft_segment {
  std::uint32_t from_{0};  // junctions
  std::uint32_t to_{0};
  std::uint32_t way_{0};  // in collected
  tag_set_id tags_{0};    // of the way
  std::uint32_t first_point_{0};
  std::uint32_t length_mm_{0};
};

// What the rules say of one tag set, asked once.
struct way_rule {
  bool is_road_{false};
  way_kind kind_{way_kind::kRoad};
  std::uint16_t flags_{0};
  limits limits_;
  std::int32_t duration_s_{0};                 // of a ferry, over the whole way; 0: not given
  profile_mask usable_{0};                     // in any direction
  std::array<profile_mask, 2> destination_{};  // by direction: who may enter with business there only
  std::vector<way_use> uses_;                  // by profile of the network
};

// The profiles of one network, by their bit in every mask of it.
struct network_profiles {
  std::vector<profile const*> all_;
  std::vector<std::size_t> bit_in_import_;  // restriction::for_ counts over all profiles of the import
};

struct draft {
  std::vector<node_index> junctions_;
  std::vector<std::uint32_t> junction_of_;  // [nodes], kNoIndex where there is none
  std::vector<draft_segment> segments_;     // one more: a sentinel
  std::vector<node_index> points_;
  std::vector<std::uint32_t> first_segment_;      // [ways + 1]
  std::vector<way_rule> rules_;                   // by tag set
  std::vector<std::vector<weight>> edge_ms_;      // [profile][edge]
  std::vector<profile_mask> usable_;              // [edge]
  std::vector<bool> signals_on_;                  // [edge] with signals between its junctions
  std::vector<profile_mask> blocked_;             // [junction] who may not pass it
  std::vector<std::vector<node_use>> node_uses_;  // by tag set, of nodes; by profile; empty where nobody asked
  std::vector<std::uint32_t> junction_tags_;      // [junction] tag set or kNoIndex
  std::vector<std::uint32_t> first_out_;          // [junctions + 1]
  std::vector<std::uint32_t> out_;  // edges that leave a junction and that some profile may use, ascending
};

draft make_draft(collected const&, tag_sets const&, network_profiles const&, country const&);

inline std::uint32_t edges_of(draft const& d) { return static_cast<std::uint32_t>(2 * (d.segments_.size() - 1)); }
inline std::uint32_t tail_of(draft const& d, std::uint32_t const e) {
  auto const& s = d.segments_[e >> 1U];
  return (e & 1U) == 0 ? s.from_ : s.to_;
}
inline std::uint32_t head_of(draft const& d, std::uint32_t const e) { return tail_of(d, e ^ 1U); }
inline std::span<node_index const> points_of(draft const& d, std::uint32_t const segment) {
  auto const first = d.segments_[segment].first_point_;
  return std::span{d.points_}.subspan(first, d.segments_[segment + 1].first_point_ - first);
}
inline std::span<std::uint32_t const> out_of(draft const& d, std::uint32_t const junction) {
  return std::span{d.out_}.subspan(d.first_out_[junction], d.first_out_[junction + 1] - d.first_out_[junction]);
}
inline way_rule const& rule_of(draft const& d, std::uint32_t const segment) {
  return d.rules_[d.segments_[segment].tags_];
}

// The compass direction in which an edge leaves its tail, a few metres on.
std::int32_t leaving_bearing(draft const&, collected const&, std::uint32_t edge);

// The angle of a turn from one edge into the next.
std::int32_t turn_angle(draft const&, collected const&, std::uint32_t from, std::uint32_t to);

}  // namespace leeward::roads
