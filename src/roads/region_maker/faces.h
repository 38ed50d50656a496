#pragma once

#include <vector>

#include "roads/region_maker/network.h"

namespace leeward::roads::made {

// The blocks between knotted ground streets, counterclockwise; dead ends do not show.
std::vector<ring> faces_of(network const&);

}  // namespace leeward::roads::made
