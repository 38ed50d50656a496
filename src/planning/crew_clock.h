#pragma once

#include <vector>

#include "base/quantities.h"
#include "base/time.h"
#include "planning/model/scenario.h"
#include "planning/road_times.h"

namespace leeward::planning {

struct spell {
  instant from_;
  instant until_;
  place_id where_;  // none: on the way
};

// One crew in one shift: what it has driven, and when it has to rest.
struct crew_clock {
  instant now_;
  seconds driven_;
  seconds since_break_;
  std::vector<spell> breaks_;
};

void take_break(crew_clock&, crew_rules const&, place_id where);

// A break now if `ahead` would otherwise be interrupted by one, and a break helps.
void rest_before(crew_clock&, crew_rules const&, seconds ahead, place_id where);

// Drives from `where` with the breaks on the way that the rules ask for; gives the departure.
instant drive(crew_clock&, crew_rules const&, seconds, place_id where);

// Standing idle as long as a break is one.
void idle_until(crew_clock&, crew_rules const&, instant, place_id where);

}  // namespace leeward::planning
