#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "roads/roads.h"

namespace leeward::roads::oracle {

struct journey {
  place_on_road const& from_;
  place_on_road const& to_;
};

// The time of a route by its edges: whether each may follow the one before, and what they take together; kNever if not.
weight time_of(road_graph const&, profile_weights const&, route const&);

struct tally {
  std::size_t pairs_{0};
  std::size_t wrong_{0};
  std::size_t reached_{0};  // pairs with a way between them
};

// Every pair asked of the situation as distance, as route and in a table, and held against Dijkstra's rows under the
// same closures. Names the first whose answers differ in any way.
tally compare(road_map const&, situation const&, dijkstra& reference, std::span<place_on_road const> from,
              std::span<place_on_road const> to);

}  // namespace leeward::roads::oracle
