#pragma once

#include <span>
#include <vector>

#include "roads/cch/query.h"

// What the hierarchy must equal, written as plainly as can be.
namespace leeward::roads::cch {

// Dijkstra from one start over the turns; the least time to any of `to`, kNever if there is none.
weight plain_distance(road_graph const&, profile_weights const&, std::span<seed const> from, std::span<seed const> to);

// The time that a path of edges takes from one of `from` to one of `to`; kNever if it is no path: an end that is not
// a seed, or two edges without a turn between them.
weight time_of_path(road_graph const&, profile_weights const&, std::span<edge_id const> path,
                    std::span<seed const> from, std::span<seed const> to);

}  // namespace leeward::roads::cch
