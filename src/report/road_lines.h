#pragma once

#include <span>
#include <vector>

#include "base/geo.h"
#include "roads/graph/road_graph.h"

namespace leeward::report {

// The shapes of these segments, each once, joined end to end into lines as long as possible; a line ends where other
// than two of them meet.
std::vector<std::vector<position>> lines_of(roads::road_graph const&, std::span<roads::segment_id const>);

}  // namespace leeward::report
