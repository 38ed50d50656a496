#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "planning/run.h"
#include "planning/solution.h"

// The fleet on its way through its shifts.
namespace leeward::planning {

// A vehicle with a crew, before its first run: in its depot, or where a duty that has begun leaves it.
struct shift_start {
  std::size_t turn_{0};  // of the vehicle's
  vehicle_state state_;
  std::optional<std::size_t> begun_{};  // the vehicle's begun duty that this shift goes on with
};

// By time. Each begins once the vehicle is back from the one before, if that is later.
std::vector<shift_start> shifts_of(problem const&, vehicle_id);

// Decided runs in their order. [vehicle][its shifts]
using script = std::vector<std::vector<std::vector<planned_run>>>;

// Runs the fleet, vehicle by vehicle as they are free: the decided runs of a shift, then, as long as somebody waits,
// those that choose_run finds. A decided run that is too late is left to whichever vehicle has time for it. `free` must
// hold the beds for decided runs back (hold_back); in the end those of runs that nobody had time for are free again.
void run_fleet(problem const&, free_places& free, script const&, std::uint64_t seed, solution& done);

// Takes the beds of decided runs out of those that are free.
void hold_back(problem const&, free_places&, script const&);

}  // namespace leeward::planning
