#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "roads/graph/road_graph.h"
#include "roads/route/route.h"

// What a route drives of each of its edges.
namespace leeward::roads {

struct driven_part {
  std::uint32_t from_mm_{0};  // from the edge's own start
  std::uint32_t to_mm_{0};    // at least from_mm_
};

inline std::uint32_t length_of(road_graph const& g, edge_id const e) {
  return g.segments_[g.edges_[e.v_].in().v_].length_mm_;
}

// From the edge's own start, in its direction.
inline std::uint32_t along_edge(road_graph const& g, edge_id const e, place_on_road const& place) {
  auto const forward = g.edges_[e.v_].towards() == direction::kForward;
  return forward ? place.along_mm_ : length_of(g, e) - place.along_mm_;
}

inline driven_part part_of(road_graph const& g, route const& r, std::size_t const i) {
  auto const e = r.edges_[i];
  auto const from = i == 0 ? along_edge(g, e, r.from_) : 0;
  auto const to = i + 1 == r.edges_.size() ? along_edge(g, e, r.to_) : length_of(g, e);
  return {from, std::max(from, to)};
}

// Driving time of that part; the turn into the edge is not in it.
inline weight time_of(road_graph const& g, profile_weights const& w, route const& r, std::size_t const i) {
  auto const e = r.edges_[i];
  auto const ms = w.edge_ms_[e.v_];
  auto const length = length_of(g, e);
  auto const until = i + 1 == r.edges_.size() ? time_to(ms, along_edge(g, e, r.to_), length) : ms;
  return i == 0 ? until - time_to(ms, along_edge(g, e, r.from_), length) : until;
}

}  // namespace leeward::roads
