#pragma once

#include <cstdint>
#include <vector>

#include "planning/fleet.h"
#include "planning/run.h"
#include "planning/solution.h"

namespace leeward::planning {

struct driven_script {
  solution done_;
  free_places left_;
};

// Drives decided runs on paper, with their queues. Everybody else of `all` waits and is taken where there is room.
driven_script drive_script(problem const&, std::vector<household_id> const& all, script const&, std::uint64_t seed);

}  // namespace leeward::planning
