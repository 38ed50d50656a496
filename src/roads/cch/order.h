#pragma once

#include <vector>

#include "roads/graph/road_graph.h"

namespace leeward::roads::cch {

// A nested dissection order of the edges: edges in the order of elimination, least important first.
// The junctions are bisected by small balanced cuts (inertial flow: Schild, Sommer, SEA 2015); the edges that cross a
// cut separate the turn graph and come last (Buchhold et al. 2020). Small cells are ordered by minimum degree.
std::vector<edge_id> nested_dissection(road_graph const&);

}  // namespace leeward::roads::cch
