#pragma once

#include <vector>

#include "planning/run.h"

// A run of an earlier plan, driven once more for the times that its people know.
namespace leeward::planning {

// A vehicle may come so much later to the centre than it was to: nobody's ticket says when it arrives. Who would come
// later still is taken elsewhere.
inline constexpr auto const kMostDelay = seconds{5400};

// Drives the run from where the vehicle stands. It boards at its old times, and unloads at its old time or when it
// comes. What the stops' times last stays. False if it comes too late to a point or to the centre.
bool drive_again(problem const&, vehicle_state&, run&);

persons people_of(run const&);

// What the run takes of its vehicle.
room load_of(problem const&, run const&);

// Who stands where at which time, counted: in whatever order trips are looked at, those that stood together before may
// do so again, which one lane after the other (lanes.h) cannot promise.
struct standing {
  explicit standing(problem const&);

  std::vector<crowd> loading_;    // vehicles, by point
  std::vector<crowd> boarding_;   // persons, by point
  std::vector<crowd> unloading_;  // vehicles, by centre
  std::vector<crowd> desks_;      // by centre
};

// Whether there is room at the run's times at both ends, at the desk, and among those who board.
bool has_room(problem const&, standing&, run const&);

// Takes it.
void occupy(problem const&, standing&, run const&);

// The same for a run that has no room yet: it waits at the centre until there is some. `at_once`: before its old time,
// if it may.
bool drive_where_there_is_room(problem const&, standing const&, vehicle_state&, run&, bool at_once);

// Both in steps. The clock stands where boarding begins, and where unloading ends.
bool come_to_board(problem const&, vehicle_state&, timed_stop&, bool is_empty);
bool come_to_unload(problem const&, standing const&, vehicle_state&, timed_stop&, centre_id, persons, bool at_once);

// The same for a run that has its room already and now stands longer, or unloads later. False, and nothing is taken, if
// there is none.
bool occupy_longer(problem const&, standing&, run const& was, run const& is);

}  // namespace leeward::planning
