#pragma once

#include <cstdint>

#include "planning/make_plan.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "planning/problem.h"
#include "planning/road_times.h"
#include "planning/situation.h"
#include "planning/solution.h"

namespace leeward::planning {

struct replanned {
  plan plan_;                      // with its changes: the tickets that differ from those before
  std::int64_t had_to_change_{0};  // of these, those that no plan could keep; a lower bound
  std::int64_t new_tickets_{0};    // of these, households that had none
  std::int64_t kept_trips_{0};     // that had not begun, and go as they were to
};

// A plan for the scenario as it is now (situation_at), with as few changed tickets as possible: every trip of the plan
// before that can go at its times goes with the same vehicle and the same people. Who cannot go that way any more, or
// has come, takes a free seat on one of these, or is planned anew on what vehicles, hours and beds are left; that part
// alone is improved. Pure and, with a number of iterations, deterministic.
replanned replan(scenario const& now, plan const& before, losses const&, road_times const&, planning_options const&);

// The same in two steps, for a search that goes on between them. Of the first, runs with an id are those kept, and
// whatever is no run of it has begun; unserved are only those whom nothing is planned for.
solution plan_again(problem const&, plan const& before, std::uint64_t seed);
replanned write_replanned(problem const&, solution, plan const& before, losses const&, planning_options const&);

}  // namespace leeward::planning
