#pragma once

#include <optional>
#include <string>

#include "roads/graph/road_graph.h"

namespace leeward::roads {

// The first law of road_graph.h that these arrays break, if any. Linear; trusts nothing, so that a .roads file that was
// tampered with can be refused before anyone follows an index in it.
std::optional<std::string> find_fault(road_graph const&);

// The same for one profile's weights over a graph without fault.
std::optional<std::string> find_fault(road_graph const&, profile_weights const&);

}  // namespace leeward::roads
