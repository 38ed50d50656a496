#pragma once

#include <span>

#include "base/geo.h"
#include "roads/snap/segment_index.h"

namespace leeward::roads {

// Whether a line has a point inside the polygon or crosses its border. `bounds` is the polygon's box. Exact.
bool touches(polygon const&, box const& bounds, std::span<position const> line);

}  // namespace leeward::roads
