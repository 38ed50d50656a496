#pragma once

#include <span>
#include <vector>

#include "roads/graph/road_graph.h"

namespace leeward::roads::cch {

// An elimination order of `inner` in the turn graph induced by `inner` and `outer`: always the edge with the fewest
// neighbours left (then the lowest number). Meant for some dozens of edges: O(n²·n/64).
std::vector<edge_id> minimum_degree(road_graph const&, std::span<edge_id const> inner, std::span<edge_id const> outer);

}  // namespace leeward::roads::cch
