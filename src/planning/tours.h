#pragma once

#include <vector>

#include "planning/problem.h"

namespace leeward::planning {

// Where a run may begin: a pickup point, or doors near one another that one vehicle fetches in a round.
struct tour {
  std::vector<point_id> points_;
  point_id near_;  // a pickup point close by, itself if it is one: what is near to it is near to the tour
};

// Each pickup point and each door that somebody may board at, once. A round of doors fills the largest vehicle that
// can take its people, who are ready at about the same time.
std::vector<tour> make_tours(problem const&);

}  // namespace leeward::planning
