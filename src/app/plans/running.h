#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "operation/command.h"
#include "operation/state.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "planning/situation.h"

// Planning while an operation runs: from its state to a scenario of who waits, and from a plan to what has to be asked.
namespace leeward::app {

// What is in force.
struct running {
  planning::scenario scenario_;                                     // that the plan was made for
  planning::plan plan_{};                                           // the last one; none yet: without trips
  std::map<std::string, operation::trip_id, std::less<>> trips_{};  // of the plan's, as the operation calls them
};

// Who waits or is promised a place now, what of the plan in force has begun and with whom, and which beds there are.
// `everybody`: the scenario with all who may ask, and where they wait. Somebody without an entry there is not planned
// for. Errors: those of situation_at.
result<planning::situation> situation_of(operation::state const&, running const&, planning::scenario const& everybody,
                                         instant now, planning::losses const&);

// What a new plan asks of the operation: first what of the plan in force is called off, then the trips to commit. A
// trip that goes as it was to is left alone.
struct commitment {
  std::vector<operation::command> first_;
  std::vector<operation::trips::commit_trip> trips_;
  std::map<std::string, operation::trip_id, std::less<>> names_;  // of all trips of the plan
};

commitment commitment_of(operation::state const&, running const&, planning::scenario const& now, planning::plan const&,
                         instant at);

}  // namespace leeward::app
