#pragma once

#include "base/random.h"
#include "roads/region_maker/settlement.h"

namespace leeward::roads::made {

// Cuts a large block into quarters of about `target` square metres by collector streets.
std::vector<ring> split_block(network&, ring const&, double target, street const& like, random_source&);

// Fills a quarter with the streets of its kind.
void fill_quarter(world&, quarter const&, random_source&);

// The direction of the longest straight side.
spot main_direction(ring const&);

}  // namespace leeward::roads::made
