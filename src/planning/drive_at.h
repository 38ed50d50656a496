#pragma once

#include <cstddef>
#include <optional>

#include "planning/crew_clock.h"
#include "planning/problem.h"

namespace leeward::planning {

struct drive_at {
  instant departure_;
  seconds driving_;
  std::size_t span_{0};  // of slices, whose closures all hold for it
};

// Drives from place to place by roads that stay open, and at the speeds that hold, until the vehicle is there; where
// there is no such way now, it waits for the next slice. Nothing (and the clock as it was) if there is none in any.
std::optional<drive_at> drive(problem const&, vehicle_id, place_id from, place_id to, crew_clock&);

}  // namespace leeward::planning
