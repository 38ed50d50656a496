#pragma once

#include <vector>

#include "planning/keep_trips.h"

namespace leeward::planning {

// Keeps beds for all who wait, as far as there are any; then gives them, in that order, seats that are free on kept
// trips which stop where they may board. The one that arrives first is tried first. Nobody else's ticket changes: a
// trip that has to stand longer for them takes them only if all later boardings of its duty keep their times. `waiting`
// is left with those for whom there is no seat.
void fill_seats(problem const&, std::vector<household_id>& waiting, kept_plan&);

}  // namespace leeward::planning
