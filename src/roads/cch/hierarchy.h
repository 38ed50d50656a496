#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "roads/graph/road_graph.h"

// A customizable contraction hierarchy of the turn graph.
// Dibbelt, Strasser, Wagner: Customizable Contraction Hierarchies (JEA 2016); turns and edge-cut orders after
// Buchhold, Wagner, Zeitz, Zündorf: Customizable Contraction Hierarchies with Turn Costs (ATMOS 2020).
//
// Node: an edge of the road graph, named by its rank in the order. Arc u -> w: drive edge u, then go on to w; so a
// distance runs from the start of one edge to the start of another.
namespace leeward::roads::cch {

// Arcs are numbered: first the up arcs (to a higher rank), then the down arcs, both by their lower end.
// Only arcs that some sequence of turns can make finite exist, whatever today's weights are.
template <template <typename> typename A>
struct hierarchy_arrays {
  A<std::uint32_t> rank_of_;     // [edges] rank of an edge
  A<edge_id> edge_at_;           // [edges] its inverse
  A<std::uint32_t> parent_;      // [edges] elimination tree by rank; a root is its own parent
  A<std::uint32_t> up_first_;    // [edges + 1] v's up arcs
  A<std::uint32_t> up_head_;     // [up arcs] ascending for each v
  A<std::uint32_t> down_first_;  // [edges + 1] arcs into v from above, counted from 0 (arc number less the up arcs)
  A<std::uint32_t> down_tail_;   // [down arcs] ascending for each v
  A<std::uint32_t> turn_of_;     // [arcs] the turn that the arc carries, or none

  // The same arcs by their higher end, lower ends ascending.
  A<std::uint32_t> up_into_first_;    // [edges + 1]
  A<std::uint32_t> up_into_tail_;     // [up arcs]
  A<std::uint32_t> up_into_arc_;      // [up arcs]
  A<std::uint32_t> down_from_first_;  // [edges + 1]
  A<std::uint32_t> down_from_head_;   // [down arcs]
  A<std::uint32_t> down_from_arc_;    // [down arcs]

  // Lower triangles u -> v -> w: for each v, for each of its down arcs (tail u), for each of its up arcs (head w), the
  // arc u -> w; none where u = w. Empty on maps for which it would grow too large: then it is found by merging sorted
  // neighbours, which takes four times as long.
  A<std::uint32_t> third_;
};

using hierarchy_data = hierarchy_arrays<owned_array>;
using hierarchy = hierarchy_arrays<view_array>;

inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

template <typename Hierarchy, typename Fn>
void for_each_array(Hierarchy& h, Fn&& fn)
  requires requires { h.rank_of_; }
{
  fn("rank", h.rank_of_);
  fn("edat", h.edge_at_);
  fn("pare", h.parent_);
  fn("upfi", h.up_first_);
  fn("uphe", h.up_head_);
  fn("dofi", h.down_first_);
  fn("dota", h.down_tail_);
  fn("tuof", h.turn_of_);
  fn("uifi", h.up_into_first_);
  fn("uita", h.up_into_tail_);
  fn("uiar", h.up_into_arc_);
  fn("dffi", h.down_from_first_);
  fn("dfhe", h.down_from_head_);
  fn("dfar", h.down_from_arc_);
  fn("thir", h.third_);
}

inline std::uint32_t node_count(hierarchy const& h) { return static_cast<std::uint32_t>(h.rank_of_.size()); }
inline std::uint32_t up_count(hierarchy const& h) { return static_cast<std::uint32_t>(h.up_head_.size()); }
inline std::uint32_t arc_count(hierarchy const& h) { return static_cast<std::uint32_t>(h.turn_of_.size()); }

// Orders and contracts; once per map. Deterministic.
hierarchy_data build(road_graph const&);

hierarchy view_of(hierarchy_data const&);

// Of a hierarchy that was read from a file: what is wrong with its indices, if anything. Linear.
std::optional<std::string> find_fault(hierarchy const&, road_graph const&);

}  // namespace leeward::roads::cch
