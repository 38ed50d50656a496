#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "roads/closures/closure.h"
#include "roads/closures/way_index.h"
#include "roads/graph/road_graph.h"
#include "roads/snap/segment_index.h"

// From a closure as data to the roads that it means.
namespace leeward::roads {

// One network of a map, as views.
struct closable_network {
  road_graph const& graph_;
  segment_index const& segments_;
  way_index const& ways_;
};

// How far a closure's `near` may be from a road.
inline constexpr double kNearLimitM = 250;

// The segments of networks[of] that the closure means, in the directions that it means, ascending. `networks` are those
// whose vehicles the closure concerns. May be empty for one network as long as another has such a road: a footpath's
// closure is none of a coach's business. `near` means the way that is nearest in the first network that has one within
// kNearLimitM; in another network, its segment of the same way.
// Errors: kNotFound, there is no such road on any of them (the sentence says when lat/lon look swapped).
result<std::vector<edge>> resolve(closure const&, std::span<closable_network const> networks, std::size_t of);

}  // namespace leeward::roads
