#pragma once

#include <cstddef>
#include <vector>

#include "planning/fleet.h"
#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

// The runs of a plan as loads for the engine that puts trips in order: who travels with whom stays, everything else is
// open. Queues, and roads that close for a time, are not seen there: what comes back is driven on paper again.
namespace leeward::planning {

struct loads {
  trips::problem problem_;  // seconds from the operation's start; a vehicle for each shift
  trips::solution start_;
  std::vector<planned_run> runs_;         // of each load, with its centre in the beginning
  std::vector<std::size_t> first_shift_;  // [vehicle] of the engine's vehicles; its end after the last
  script left_alone_;                     // shifts that the engine would take to be too late
};

loads as_loads(problem const&, solution const&);

// Forgets the others; none of them may be driven.
void keep_loads(loads&, std::vector<bool> const& keeps);

// The decided runs of an engine's solution.
script as_script(loads const&, trips::solution const&);

}  // namespace leeward::planning
