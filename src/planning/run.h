#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planning/crew_clock.h"
#include "planning/crowd.h"
#include "planning/kept_beds.h"
#include "planning/lanes.h"
#include "planning/problem.h"

// One loaded run of a vehicle, tried out: driven, loaded, unloaded and brought home on paper before it is taken.
namespace leeward::planning {

// What nobody has taken yet.
struct free_places {
  free_places(problem const&, kept_beds);

  std::vector<std::vector<household_id>> waiting_;  // by point; a party stands at each where it may board
  std::vector<std::uint32_t> changes_;              // by point: how many have left it
  std::vector<beds> beds_;                          // by centre, less those kept
  kept_beds kept_;
  std::vector<centre_id> centre_of_;  // of each household of the scenario, once it is served
  std::vector<lanes> loading_;        // by point
  std::vector<crowd> crowds_;         // by point
  std::vector<lanes> unloading_;      // by centre
  std::vector<lanes> desks_;          // by centre
};

// A vehicle in its present shift.
struct vehicle_state {
  vehicle_id vehicle_;
  place_id at_;
  instant available_from_;  // in this shift
  instant until_;           // back in the depot by then
  crew_clock clock_;
};

struct pickup {
  point_id point_;
  std::vector<household_id> households_;
  persons persons_;
};

struct timed_stop {
  place_id place_;
  seconds driving_;
  std::size_t span_{0};  // of slices, whose roads it is driven by
  instant departure_;
  instant arrival_;
  instant begin_;
  instant end_;
  std::optional<metres> length_{};  // of the way here, if it is known already
};

struct run {
  std::vector<pickup> pickups_;
  centre_id centre_;
  std::vector<timed_stop> stops_;  // of each pickup, then the centre
  crew_clock after_;               // when the centre's stop has ended
  std::int64_t gain_{0};           // what its people count
};

// A run that is decided: who boards where, one point after the other, and for which centre.
struct planned_run {
  std::vector<pickup> pickups_;
  centre_id centre_;
};

// What a household counts in a vehicle of these capacities: special ones count more where special places are, so that
// those are not left empty.
std::int64_t gain_of(party const&, room const& vehicle);

// Fills the vehicle at these points in turn for that centre, whole households, and drives. Nothing if nobody fits, it
// is not allowed, or too late.
std::optional<run> try_run(problem const&, free_places const&, vehicle_state const&, std::span<point_id const>,
                           centre_id);

// Drives a decided run; nobody else boards. Its beds need not be free. Nothing if it is not allowed, or too late.
std::optional<run> drive_run(problem const&, free_places const&, vehicle_state const&, planned_run const&);

// The way back to the depot from where the clock stands, if the crew may still drive it.
struct way_home {
  instant departure_;
  seconds driving_;
  crew_clock after_;
  std::size_t span_{0};
  std::optional<metres> length_{};  // if it is known already
};
std::optional<way_home> try_home(problem const&, vehicle_state const&, crew_clock const&, place_id from);

// Marks what the trips that have begun take up: places to stand, desks. They may stand where there is no room, by the
// scenario of today.
void take_begun(problem const&, free_places&);

// Whether somebody is in that centre whom the party must not meet.
bool meets(problem const&, free_places const&, household_id, centre_id);

// Those who wait at a point in the order of boarding: special, urgent and large households first, so that the small
// ones fill what is left.
void sort_waiting(problem const&, std::vector<household_id>&);

// Takes a run: beds, places to stand, and the households off the waiting lists; moves the vehicle.
void take(problem const&, free_places&, vehicle_state&, run const&);

}  // namespace leeward::planning
