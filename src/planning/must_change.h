#pragma once

#include <cstdint>
#include <vector>

#include "planning/model/plan.h"
#include "planning/problem.h"
#include "planning/situation.h"

namespace leeward::planning {

// How many of the changed tickets no plan could keep, whatever else it changed: a lower bound.
//
// Some name what is gone, or no road leads from the one to the other any more. Of the others of one vehicle as many can
// be kept as it can bring about one after the other: from where it is for certain it must be at each place when the
// ticket says so, and go to that ticket's centre before it boards anybody for another one. So much is asked only where
// no way over a third place is shorter (road_times::are_shortest_). Breaks and shifts count; queues, a vehicle's places
// and how long a crew may drive in a shift are left out: they could only make it more.
std::int64_t count_must_change(problem const&, plan const& before, losses const&, std::vector<changed_ticket> const&);

}  // namespace leeward::planning
