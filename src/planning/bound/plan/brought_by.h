#pragma once

#include <cstdint>

#include "planning/bound/plan/fleet_network.h"
#include "planning/bound/plan/simple_terms.h"
#include "planning/problem.h"

// How many people the fleet can have brought by a time.
namespace leeward::planning::bound {

// Σ weight × (end − arrival) of those who can go, at most: what bringing them can save of their waiting until the end.
// By each time only so many can have arrived: every one of them takes a share of a round trip, of vehicles' time and of
// crews' driving, to beds of which there are so many. Of those who may have arrived by then the weightiest count.
std::int64_t most_saved(problem const&, fleet_network const&, who_can_go const&);

}  // namespace leeward::planning::bound
