#pragma once

#include <cstddef>
#include <vector>

#include "planning/drive_again.h"
#include "planning/problem.h"
#include "planning/run.h"

namespace leeward::planning {

// What is left of a run: some of its stops, at their times, each with some of its people.
struct part_of_run {
  std::size_t of_;  // its number
  run run_;
  bool at_once_{false};  // it must unload as soon as it can, to be in time for the next
};

// Of the runs of one vehicle, in order, that it cannot all drive any more for the times that its people know: those
// parts that keep most of its households' tickets. Where the vehicle would be late for its next stop, some people stay
// behind, so that boarding and leaving take less, or it unloads earlier than it was to, or a stop is left out, or a
// whole run. Those of high priority and small households stay behind last. It must be driven once more
// (drive_where_there_is_room).
std::vector<part_of_run> keep_most(problem const&, standing&, vehicle_state const& start, std::vector<run> const&);

}  // namespace leeward::planning
