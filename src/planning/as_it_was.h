#pragma once

#include <vector>

#include "planning/crew_clock.h"
#include "planning/model/trip.h"
#include "planning/numbers.h"
#include "planning/road_times.h"

// Duties as they are written down, in numbers.
namespace leeward::planning {

// The crew's clock when it has unloaded after these trips of its duty, in order; one at least.
crew_clock clock_after(crew_rules const&, duty const&, std::vector<trip const*> const&,
                       numbers<place_id> const& places);

// All breaks of the duty.
std::vector<spell> breaks_of(duty const&, numbers<place_id> const& places);

}  // namespace leeward::planning
