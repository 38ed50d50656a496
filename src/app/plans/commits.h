#pragma once

#include <vector>

#include "operation/trips/commands.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::app {

// For how long after its planned arrival a promise stands.
inline constexpr auto const kHoldAfterArrival = seconds{std::int64_t{2} * 3600};

// The commitments that a plan proposes, a trip each, in the order of their departure. Trips that have begun in the
// scenario are none.
std::vector<operation::trips::commit_trip> commits_of(planning::scenario const&, planning::plan const&);

}  // namespace leeward::app
