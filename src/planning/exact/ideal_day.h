#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "planning/problem.h"

// A small scenario on an ideal day. All times in seconds from the operation's start.
//
// Every plan that the judge (check/check.h) accepts has a counterpart here that is as good in every term of the
// objective (aims.h) or better. A vehicle
//   - drives from its depot to places where households board, to a centre, from there on or home, and out again, as
//     often as its shift and the crew's driving allow;
//   - takes each way in the least time that it ever takes, and never waits for a place to stand, a desk, others who
//     board, or the opening of a road;
//   - boards parties one after the other, in any order, at any of their places, each when it is ready, before the
//     place closes and its own deadline;
//   - has its breaks as late as the rules allow, on the way; and where it would wait anyway for people or a centre,
//   there
//     if that is better. Any other break can be put off until the crew must have it, or to the next wait, which is then
//     as much longer: nobody arrives later.
// Households, rooms, needs, beds, pins, forbidden pairs and those who must not meet are as in the scenario. Vehicles do
// not meet on an ideal day, so that they can be looked at one after the other.
namespace leeward::planning::exact {

inline constexpr auto const kMostParties = std::size_t{10};
inline constexpr auto const kMostVehicles = std::size_t{3};
inline constexpr auto const kMostTurns = std::size_t{12};
inline constexpr auto const kMostPlaces = std::size_t{60};

// Whether the ideal day covers all plans of the scenario: small, nobody has begun, parties that board as one, every
// way known, no two shifts of a vehicle at once.
bool is_covered(problem const&);

// One bit for each party.
using party_set = std::uint32_t;

// A vehicle with one crew in one shift.
struct turn_out {
  vehicle_id vehicle_;
  std::size_t turn_{0};  // of the vehicle's
  std::int64_t from_{0};
  std::int64_t until_{0};
};

// In the order of vehicles, and of each by time.
std::vector<turn_out> turns_of(problem const&);

struct crew_state {
  std::int64_t time_{0};
  std::int64_t driven_{0};
  std::int64_t since_break_{0};
};

// Drives that long, with the breaks that the rules ask for on the way. False if the shift does not allow so much.
bool drive(crew_rules const&, std::int64_t driving, crew_state&);

// The least time by way of any places.
class shortest_times {
public:
  explicit shortest_times(problem const&);

  std::int64_t between(std::size_t const profile, place_id const from, place_id const to) const {
    return times_[(profile * places_ + from.v_) * places_ + to.v_];
  }

private:
  std::size_t places_;
  std::vector<std::int64_t> times_;  // [profiles × places × places]
};

// When a party can begin to board at a point, and a centre to unload, at the earliest.
std::int64_t boards_from(problem const&, household_id, point_id);
std::int64_t unloads_from(problem const&, centre_id);

// When a party is on board that begins then; nothing if that is too late. `again`: others have just boarded there.
std::optional<std::int64_t> board(problem const&, household_id, point_id, std::int64_t begin, bool again);

}  // namespace leeward::planning::exact
