#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "roads/graph/road_graph.h"
#include "roads/route/place_on_road.h"

namespace leeward::roads {

// Dijkstra's search over the turns as they stand in the graph, with a binary heap: what every other search must equal.
// Views, valid as long as their owners; memory is kept between runs.
class reference_search {
public:
  reference_search(road_graph const&, profile_weights const&);

  // Times from one place to all edges.
  void run(place_on_road const& from);

  // From there to a place; kNever if there is no way.
  weight time_to_place(place_on_road const&) const;

private:
  void relax_turns(edge_id, std::int64_t at_end);

  road_graph const& g_;
  profile_weights const& w_;
  std::vector<weight> reached_;                    // at the start of each edge, after at least one turn
  std::vector<std::pair<weight, edge_id>> queue_;  // heap, least first
  std::vector<std::pair<edge_id, weight>> from_;   // where the search began, and how far along
};

}  // namespace leeward::roads
