#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "base/geo.h"
#include "roads/graph/road_graph.h"

// Which segments lie near a point or inside a box: a packed tree over the segments in Hilbert order, eight to a node.
// Kamel, Faloutsos: On packing R-trees (CIKM 1993).
namespace leeward::roads {

struct box {
  void add(position);
  void add(box const&);
  bool overlaps(box const&) const;
  bool contains(position) const;

  position min_{.lat_e7_ = std::numeric_limits<std::int32_t>::max(),
                .lon_e7_ = std::numeric_limits<std::int32_t>::max()};
  position max_{.lat_e7_ = std::numeric_limits<std::int32_t>::min(),
                .lon_e7_ = std::numeric_limits<std::int32_t>::min()};
};

template <template <typename> typename A>
struct segment_index_arrays {
  A<segment_id> order_;  // every segment once
  A<box> boxes_{};       // of each eight of them, then of each eight of those boxes, … up to one
};

using segment_index_data = segment_index_arrays<owned_array>;
using segment_index = segment_index_arrays<view_array>;

template <typename Index, typename Fn>
void for_each_array(Index& i, Fn&& fn)
  requires requires { i.order_; }
{
  fn("sord", i.order_);
  fn("sbox", i.boxes_);
}

segment_index_data build_segment_index(road_graph const&);

segment_index view_of(segment_index_data const&);

// Of an index that was read from a file: what would make a search leave the arrays, if anything.
std::optional<std::string> find_fault(segment_index const&, road_graph const&);

// A point on a segment.
struct point_on_segment {
  segment_id segment_;
  std::uint32_t along_mm_{0};  // from the segment's start
  position where_;
  double distance_m_{0};  // from what was asked
  double side_{0};        // > 0: what was asked lies left of the segment's forward direction; < 0: right; 0: on it
};

// The point nearest to `p` on any segment for which `usable`, at most `limit_m` away. Of equally near segments, the one
// with the lowest number.
std::optional<point_on_segment> nearest(road_graph const&, segment_index const&, position p, double limit_m,
                                        std::function<bool(segment_id)> const& usable);

// Segments whose node of the tree overlaps the box, and so every segment that overlaps it; in no order.
void for_each_near(segment_index const&, box const&, std::function<void(segment_id)> const&);

}  // namespace leeward::roads
