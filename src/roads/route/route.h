#pragma once

#include <string>
#include <vector>

#include "base/geo.h"
#include "base/quantities.h"
#include "roads/graph/road_graph.h"
#include "roads/route/place_on_road.h"

namespace leeward::roads {

struct route {
  milliseconds duration_{};
  millimetres length_{};
  std::vector<position> geometry_{};  // from the one place to the other, both included
  std::vector<edge_id> edges_;        // in order of travel; road_graph::edges_ gives segment and direction
  place_on_road from_;
  place_on_road to_;
};

struct step {
  std::string text_;  // "Turn left onto Hauptstraße (B 3)"
  position where_;
  metres length_{};  // from here to the next step
  seconds duration_{};
};

// The weight of the turn between two edges; kNever if there is none.
weight turn_between(road_graph const&, profile_weights const&, edge_id from, edge_id to);

// A route from the edges of its path, first and last included.
route make_route(road_graph const&, profile_weights const&, std::vector<edge_id> path, place_on_road const& from,
                 place_on_road const& to);

// A route in words, in English with the names as on the signs. Lengths and durations add up to the route's.
std::vector<step> describe(road_graph const&, profile_weights const&, route const&);

}  // namespace leeward::roads
