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

  // From one place to another; the search ends when it has arrived.
  weight time_between(place_on_road const& from, place_on_road const& to);

private:
  void begin_at(place_on_road const& from);
  void relax_turns(edge_id, std::int64_t at_end);

  road_graph const& g_;
  profile_weights const& w_;
  std::vector<weight> reached_;                    // at the start of each edge, after at least one turn
  std::vector<edge_id> touched_;                   // edges of which that is known
  std::vector<std::pair<weight, edge_id>> queue_;  // heap, least first
  std::vector<std::pair<edge_id, weight>> from_;   // where the search began, and how far along
};

// The same backwards, from where one wants to be.
class reference_search_back {
public:
  reference_search_back(road_graph const&, profile_weights const&);

  // Times from all edges to one place.
  void run(place_on_road const& to);

  // From a place to there; kNever if there is no way.
  weight time_from_place(place_on_road const&) const;

private:
  void relax_turns(edge_id, std::int64_t from_start);

  struct turn_into {
    edge_id from_;
    std::uint32_t turn_;
  };

  road_graph const& g_;
  profile_weights const& w_;
  std::vector<std::uint32_t> first_into_;          // [edges + 1]
  std::vector<turn_into> into_;                    // turns into edge e: first_into_[e] … first_into_[e + 1]
  std::vector<weight> left_;                       // from the end of each edge, with at least one turn
  std::vector<std::pair<weight, edge_id>> queue_;  // heap, least first
  std::vector<std::pair<edge_id, weight>> to_;     // where one wants to be, and how far along
};

}  // namespace leeward::roads
