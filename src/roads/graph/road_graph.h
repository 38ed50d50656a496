#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/ids.h"

// One road network as plain arrays: the importer fills them as vectors, the .roads file maps them as views.
//
//   junction   where roads meet, end, or a rule applies (barrier)
//   segment    a piece of road between two junctions, both directions, with its shape
//   edge       a segment in one direction: what a vehicle drives. Node of the turn graph.
//   turn       an edge followed by an edge. Arc of the turn graph.
//   road       the names and limits that the segments of one OSM way share
//
// A restriction over several ways ("no left turn after coming from A via B") gives B's edge a copy that is
// entered only from A; a copy has the segment and direction of its original, and other turns.
namespace leeward::roads {

using junction_id = index_id<struct junction_tag>;
using segment_id = index_id<struct segment_tag>;
using edge_id = index_id<struct edge_tag>;
using road_id = index_id<struct road_tag>;
using profile_id = index_id<struct profile_tag>;

// Milliseconds. kNever marks what a profile may not use; a sum of two still fits.
using weight = std::int32_t;
inline constexpr weight kNever = (1 << 30) - 1;

enum class direction : std::uint8_t { kForward, kBackward };

enum class road_class : std::uint8_t {
  kMotorway,
  kTrunk,
  kPrimary,
  kSecondary,
  kTertiary,
  kUnclassified,
  kResidential,
  kLivingStreet,
  kService,
  kTrack,
  kPedestrian,
  kPath,
  kSteps,
  kFerry,
  kBusway
};

namespace road_flag {
inline constexpr std::uint16_t kLink = 1, kBridge = 2, kTunnel = 4, kRoundabout = 8, kFerry = 16, kToll = 32,
                               kOneway = 64, kUnpaved = 128, kDualCarriageway = 256;
}  // namespace road_flag

// Zero in a limit means: none given. Strings are offsets into `strings_` of NUL-ended UTF-8; 0 is the empty one.
struct road {
  std::int64_t way_{0};
  std::uint32_t name_{0};
  std::uint32_t name_en_{0};
  std::uint32_t ref_{0};
  std::uint32_t destination_{0};
  std::uint32_t max_weight_kg_{0};
  std::uint16_t max_height_cm_{0};
  std::uint16_t max_width_cm_{0};
  std::uint16_t max_length_cm_{0};
  std::uint16_t flags_{0};
  road_class class_{road_class::kUnclassified};
  std::array<std::uint8_t, 3> unused_{};
};

// Shape: points_[first_point_] … points_[next segment's first_point_ - 1], in the forward direction, both
// junctions' positions included; at least two points. The last segment is a sentinel.
struct segment {
  junction_id from_;
  junction_id to_;
  road_id road_;
  std::uint32_t first_point_{0};
  std::uint32_t length_mm_{0};  // >= 1
};

// An edge's segment and direction in one word.
struct edge {
  segment_id in() const { return {code_ >> 1}; }
  direction towards() const { return static_cast<direction>(code_ & 1); }

  std::uint32_t code_{0};
};

constexpr edge make_edge(segment_id const s, direction const d) {
  return {(s.v_ << 1) | static_cast<std::uint32_t>(d)};
}

// What can be driven, whatever the profile; spans or vectors (`A` is an alias template of one).
template <template <typename> typename A>
struct road_graph_arrays {
  A<position> junctions_;
  A<segment> segments_;  // one more than there are: a sentinel that ends the last shape
  A<position> points_;
  A<road> roads_;
  A<char> strings_;              // begins with a NUL
  A<edge> edges_;                // originals first, sorted by code, then copies
  A<edge_id> edge_of_;           // [2 * segments]: the original edge of a segment and direction (edge::code_), or none
  A<edge_id> copy_of_;           // for each copy (edge id - originals), its original; ascending
  A<std::uint32_t> first_turn_;  // [edges + 1]
  A<edge_id> turn_head_;         // turns of edge e: first_turn_[e] … first_turn_[e + 1], heads ascending, no edge twice
};

// What one profile pays, in the graph's own order. kNever where it may not.
template <template <typename> typename A>
struct profile_weights_arrays {
  A<weight> edge_ms_;  // [edges]: from its start to its end; >= 1
  A<weight> turn_ms_;  // [turns]: added between the two edges; >= 0
};

template <typename T>
using owned_array = std::vector<T>;
template <typename T>
using view_array = std::span<T const>;

using road_graph_data = road_graph_arrays<owned_array>;
using road_graph = road_graph_arrays<view_array>;
using profile_weights_data = profile_weights_arrays<owned_array>;
using profile_weights = profile_weights_arrays<view_array>;

// Visits every array with its four-letter name in the file; the one list of what a graph consists of.
template <typename Graph, typename Fn>
void for_each_array(Graph& g, Fn&& fn)
  requires requires { g.first_turn_; }
{
  fn("junc", g.junctions_);
  fn("segm", g.segments_);
  fn("poin", g.points_);
  fn("road", g.roads_);
  fn("stri", g.strings_);
  fn("edge", g.edges_);
  fn("edof", g.edge_of_);
  fn("copy", g.copy_of_);
  fn("fitu", g.first_turn_);
  fn("tuhe", g.turn_head_);
}

template <typename Weights, typename Fn>
void for_each_array(Weights& w, Fn&& fn)
  requires requires { w.turn_ms_; }
{
  fn("edms", w.edge_ms_);
  fn("tums", w.turn_ms_);
}

road_graph view_of(road_graph_data const&);
profile_weights view_of(profile_weights_data const&);

inline std::uint32_t edge_count(road_graph const& g) { return static_cast<std::uint32_t>(g.edges_.size()); }
inline std::uint32_t segment_count(road_graph const& g) { return static_cast<std::uint32_t>(g.segments_.size() - 1); }

junction_id tail(road_graph const&, edge_id);
junction_id head(road_graph const&, edge_id);
std::string_view text(road_graph const&, std::uint32_t offset);
std::span<position const> shape(road_graph const&, segment_id);

// The edge and its copies: every node of the turn graph that stands for this segment in this direction.
std::vector<edge_id> all_copies(road_graph const&, edge_id original);

}  // namespace leeward::roads
