#pragma once

#include <vector>

#include "roads/graph/road_graph.h"

namespace leeward::roads {

// The largest part of a network in which every edge leads to every other, under some weights; and what hangs on it.
struct main_part {
  std::vector<bool> leads_there_;  // [edges]
  std::vector<bool> comes_from_;   // [edges]
};

// Linear (Tarjan 1972, without recursion).
main_part find_main_part(road_graph const&, profile_weights const&);

}  // namespace leeward::roads
