#pragma once

#include <cstdint>
#include <vector>

#include "planning/keep_trips.h"
#include "planning/solution.h"

namespace leeward::planning {

// Brings all of them with what vehicles, hours and beds the kept plan leaves, by greed: each vehicle goes on after
// the last that is kept of it. Those who are left are unserved, with the reason.
solution go_on(problem const&, kept_plan const&, std::vector<household_id> const& all, std::uint64_t seed);

}  // namespace leeward::planning
