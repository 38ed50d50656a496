#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/geo.h"

namespace leeward::roads::cch {

// An undirected graph of a cell: arcs twice, `capacity_` the number of edges (turn nodes) that a cut would have to
// take.
struct cell_graph {
  std::uint32_t size() const { return static_cast<std::uint32_t>(first_.size() - 1); }

  std::vector<std::uint32_t> first_;    // [nodes + 1]
  std::vector<std::uint32_t> head_;     // [arcs]
  std::vector<std::uint32_t> mate_;     // [arcs] the same arc seen from its other end
  std::vector<std::int32_t> capacity_;  // [arcs]
  std::vector<position> where_;         // [nodes]
};

// One flag a node: on the first side of the smallest cut found that leaves neither side below a quarter (inertial
// flow over four directions; of two cuts the better is that with the lower capacity for its balance). The graph is
// connected and has at least two nodes.
std::vector<bool> bisect(cell_graph const&);

}  // namespace leeward::roads::cch
