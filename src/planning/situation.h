#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

// An evacuation that runs by a plan, seen at some time of it.
namespace leeward::planning {

// What drops out then: ids of the scenario.
struct losses {
  std::vector<std::string> vehicles_{};
  std::vector<std::string> centres_{};
  std::vector<std::string> points_{};
};

struct situation {
  scenario scenario_;                        // of what is left to be planned; what has begun is committed
  std::vector<std::string> arrived_;         // households that a lost vehicle had brought: no part of it any more
  std::vector<std::string> picked_up_;       // households on board of a lost vehicle: they wait where it stopped
  std::vector<std::string> to_lost_centre_;  // households that are in a lost centre or on their way to it
};

// The scenario from `now` on: what of the plan has begun by then is committed, and what drops out is gone.
//
// - A lost vehicle is taken out. Whom it had brought has arrived: their beds are held. Who is on board waits at a new
//   pickup point where it last boarded somebody, without a deadline. Everybody else waits where they waited.
// - A lost centre takes nobody more. Who is there or on the way stays planned for it: a person must decide.
// - At a lost point nobody boards. A household fixed to it walks to another one from there.
//
// An error if a name is unknown, `now` lies outside the operation, or somebody who has begun is missing.
result<situation> situation_at(scenario, plan const& before, instant now, losses const&);

}  // namespace leeward::planning
