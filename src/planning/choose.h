#pragma once

#include <cstdint>
#include <optional>

#include "planning/outlook.h"
#include "planning/run.h"

namespace leeward::planning {

// The vehicle's next run: the most people, by priority, for each second until it can go again; a bus that one point
// does not fill goes round by its neighbours. Points and centres are tried as they promise, until none promises more
// than the best found. Equal ones are decided by the seed. Nothing if none is possible.
std::optional<run> choose_run(problem const&, free_places const&, vehicle_state const&, std::uint64_t seed, outlook&);

}  // namespace leeward::planning
