#pragma once

#include "planning/bound/route_program.h"
#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// Prices to begin with: the least time that all buses drive together, as a flow of buses over yards, points and
// shelters (a transportation problem, by CLP). As claims they show at least that time shared by all buses.
route_program::prices flow_prices(trips_network const&);

}  // namespace leeward::planning::bound
