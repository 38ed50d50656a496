#pragma once

#include <cstdint>
#include <optional>

#include "planning/outlook.h"
#include "planning/run.h"

namespace leeward::planning {

// The vehicle's next run: the most people, by priority, for each second until it can go again; a bus that one point
// does not fill goes round by its neighbours. Every tour is judged by what it promises; the most promising ones are
// timed, and the best of these driven on paper. Equal ones are decided by the seed. Nothing if none is possible.
std::optional<run> choose_run(problem const&, free_places const&, vehicle_state const&, std::uint64_t seed, outlook&);

}  // namespace leeward::planning
