#pragma once

#include <vector>

#include "base/time.h"
#include "operation/command.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::app {

struct timed_command {
  instant at_;
  operation::command what_;
};

// What drivers, stewards and clerks would report if everything went just as the plan says, in the order of time: each
// trip released, at its stops, boarded, departed, arrived, and a bed for each.
std::vector<timed_command> as_planned(planning::scenario const&, planning::plan const&);

}  // namespace leeward::app
