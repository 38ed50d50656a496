#pragma once

#include <cstdint>
#include <vector>

#include "planning/drive_again.h"
#include "planning/model/plan.h"
#include "planning/problem.h"
#include "planning/run.h"
#include "planning/solution.h"

namespace leeward::planning {

// What of an earlier plan goes on, in numbers.
struct kept_plan {
  explicit kept_plan(problem const&);

  solution done_;                      // its runs that have not begun, its duties with those that have
  std::vector<vehicle_state> starts_;  // of each duty: where its vehicle stands before its first run here
  std::vector<vehicle_state> ends_;    // … and after its last
  std::vector<bool> is_kept_;          // of each party
  std::vector<run> begun_;             // what has begun, as far as it stands somewhere: without people
  standing standing_;                  // all of these runs
  std::vector<beds> beds_;             // free, by centre
  std::vector<centre_id> centre_of_;   // of each household of the scenario that has begun or goes on
};

// Counts the household among those that go on, to that centre.
void settle(problem const&, kept_plan&, household_id, centre_id);

bool meets(problem const&, kept_plan const&, household_id, centre_id);

// Takes the plan before, duty by duty, into the situation of `now`. Who must not or cannot travel so any more is left
// out. Where a vehicle would be late because a road or a trip before has changed, as many keep their tickets as can
// (keep_most); a trip that is left empty is dropped. Boarding of what is kept stays as it was; arrival too, but for a
// detour (kMostDelay). Runs and duties are in the order of the plan before; its legs have their lengths from there, if
// they are driven as they were.
kept_plan keep_trips(problem const& now, plan const& before);

}  // namespace leeward::planning
