#pragma once

#include "planning/city/city.h"
#include "planning/city/parts.h"

namespace leeward::bench {

// Planning again, seven hours in, when a vehicle, a centre or a road is lost.
void measure_lost(city const&, planning::plan const& before, long_run const&);

}  // namespace leeward::bench
