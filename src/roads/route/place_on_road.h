#pragma once

#include <cstdint>
#include <span>

#include "base/geo.h"
#include "base/quantities.h"
#include "roads/graph/road_graph.h"

namespace leeward::roads {

// A place on a road, in metres along it; from where and to where a vehicle goes.
struct place_on_road {
  segment_id segment_;
  std::uint32_t along_mm_{0};  // from the segment's start in its forward direction
  bool forward_{true};         // the vehicle may start or stop here going forward
  bool backward_{true};        // … going backward
  position where_;             // the point on the road
  metres off_;                 // how far that is from what was asked
};

// The one rule for a part of an edge: the time from the edge's own start to a place on it, rounded down.
// Queries, routes, matrices and the reference search all use it, so that they agree to the unit.
constexpr weight time_to(weight const edge_ms, std::uint32_t const along_mm, std::uint32_t const length_mm) {
  return static_cast<weight>(std::int64_t{edge_ms} * along_mm / length_mm);
}

// Visits the original edges on which a vehicle may start or stop at the place, with the time from the edge's start.
// Nothing for a direction that does not exist or that is kNever in `edge_ms`.
template <typename Fn>
void for_each_edge_at(road_graph const& g, std::span<weight const> const edge_ms, place_on_road const& place, Fn&& fn) {
  auto const length = g.segments_[place.segment_.v_].length_mm_;
  for (auto const towards : {direction::kForward, direction::kBackward}) {
    auto const forward = towards == direction::kForward;
    auto const e = g.edge_of_[make_edge(place.segment_, towards).code_];
    if ((forward ? place.forward_ : place.backward_) && !e.is_none() && edge_ms[e.v_] < kNever) {
      fn(e, time_to(edge_ms[e.v_], forward ? place.along_mm_ : length - place.along_mm_, length));
    }
  }
}

}  // namespace leeward::roads
