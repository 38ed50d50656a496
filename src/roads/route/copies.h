#pragma once

#include <algorithm>

#include "roads/graph/road_graph.h"

namespace leeward::roads {

// Visits an original edge and then its copies, ascending; `copy_of_` is in the order of the originals.
template <typename Fn>
void for_each_copy(road_graph const& g, edge_id const original, Fn&& fn) {
  auto const originals = static_cast<std::uint32_t>(g.edges_.size() - g.copy_of_.size());
  fn(original);
  auto const [first, last] = std::equal_range(begin(g.copy_of_), end(g.copy_of_), original);
  for (auto it = first; it != last; ++it) {
    fn(edge_id{originals + static_cast<std::uint32_t>(it - begin(g.copy_of_))});
  }
}

}  // namespace leeward::roads
