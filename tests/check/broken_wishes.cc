#include "check/broken_plans.h"

// The good plan of broken_plans.cc, broken in what a scenario may ask for besides: walks, deadlines, company, pins,
// what has begun, bounds, changes.
namespace leeward::check {

namespace {

using planning::committed;
using planning::plan;
using planning::promise;
using planning::scenario;
using planning::term_bounds;
using planning::unserved_reason;

// As far north of the south gate as 1e-3 degrees are; 0.001 degrees of latitude are 111.27 m there.
void move_north_of_the_gate(scenario& s, std::size_t const household, std::int32_t const milli_degrees) {
  s.households_[household].pickup_point_.clear();
  s.households_[household].position_ =
      position{.lat_e7_ = 519'500'000 + milli_degrees * 10'000, .lon_e7_ = 100'000'000};
}

// The first duty has begun with its first trip.
committed& begin(scenario& s, plan const& p) {
  auto& had = s.committed_.emplace();
  had.trips_ = {p.trips_[0]};
  had.duties_ = {p.duties_[0]};
  had.duties_[0].trips_ = {"t1"};
  return had;
}

promise promise_of(plan const& p, std::size_t const i, std::string vehicle) {
  return {p.households_[i].pickup_point_, std::move(vehicle), p.households_[i].boarding_, p.households_[i].centre_};
}

}  // namespace

std::vector<broken_plan> const kBrokenWishes = {
    // Where it boards.
    {"farther than it can walk",
     [](scenario& s, plan& p) {
       move_north_of_the_gate(s, 2, 10);
       p.households_[2].walk_m_ = metres{1447};
     },
     {{rule::kWalkTooLong, "household h3", "walks 1447 m to south; it can walk 800 m"}}},
    {"farther than it says it can walk",
     [](scenario& s, plan& p) {
       move_north_of_the_gate(s, 2, 4);
       s.households_[2].walks_m_ = metres{500};
       p.households_[2].walk_m_ = metres{579};
     },
     {{rule::kWalkTooLong, "household h3", "walks 579 m to south; it can walk 500 m"}}},
    {"a shorter walk than it is",
     [](scenario& s, plan& p) {
       move_north_of_the_gate(s, 2, 4);
       p.households_[2].walk_m_ = metres{500};
     },
     {{rule::kWalkWrong, "household h3", "is said to walk 500 m to south; it is 579 m"}}},
    {"no word of the walk",
     [](scenario& s, plan&) { move_north_of_the_gate(s, 2, 4); },
     {{rule::kWalkWrong, "household h3", "is said to walk 0 m to south"}}},
    {"at a point instead of its door",
     [](scenario& s, plan&) {
       move_north_of_the_gate(s, 2, 4);
       s.households_[2].door_ = true;
     },
     {{rule::kWrongPoint, "household h3", "waits at h3, but boards at south"}}},
    {"on foot to somebody's door",
     [](scenario& s, plan& p) {
       move_north_of_the_gate(s, 2, 4);
       auto door = s.households_[6];
       door.id_ = "south";
       s.pickup_points_[1].id_ = "gate";
       s.households_[3].pickup_point_ = "gate";
       s.households_[5].pickup_point_ = "gate";
       s.households_[6].pickup_point_ = "gate";
       door.pickup_point_.clear();
       door.position_ = position{.lat_e7_ = 519'500'000, .lon_e7_ = 100'000'000};
       door.door_ = true;
       s.households_.push_back(door);
       p.households_[2].walk_m_ = metres{579};
     },
     {{rule::kWrongPoint, "household h3", "walks to a pickup point, but boards at south, which is none"},
      {rule::kWrongPoint, "household h4", "waits at gate, but boards at south"},
      {rule::kHouseholdMissing, "household south", "3 persons"},
      {rule::kCountsWrong, "totals", "households 7; counted again there are 8"}}},
    {"the point's fault, although one is within its walk",
     [](scenario& s, plan& p) {
       move_north_of_the_gate(s, 6, 1);
       p.unserved_[1].reason_ = unserved_reason::kPointUnusable;
     },
     {{rule::kReasonUntrue, "household h7", "south is open until 2024-01-05T20:00:00Z"}}},
    {"more people at a point than there is room",
     [](scenario& s, plan&) { s.pickup_points_[1].capacity_ = persons{3}; },
     {{rule::kPointCrowded, "trip t2",
       "boards when 4 persons board at south at 2024-01-05T09:11:40Z; there is room for 3"},
      {rule::kPointCrowded, "trip t4", "4 persons"}}},

    // When.
    {"after the deadline of its zone",
     [](scenario& s, plan&) {
       s.zones_ = {{.id_ = "z", .name_ = "Zone", .deadline_ = s.start_ + seconds{8400}}};
       s.households_[2].zone_ = "z";
     },
     {{rule::kAfterDeadline, "household h3",
       "is on board at 2024-01-05T10:21:05Z; its deadline is 2024-01-05T10:20:00Z"}}},
    {"after its own deadline",
     [](scenario& s, plan&) { s.households_[0].board_by_ = s.start_ + seconds{700}; },
     {{rule::kAfterDeadline, "household h1",
       "is on board at 2024-01-05T08:12:10Z; its deadline is 2024-01-05T08:11:40Z"}}},
    {"after the vehicle has gone back to its owner",
     [](scenario& s, plan&) { s.vehicles_[0].available_until_ = s.start_ + seconds{14400}; },
     {{rule::kAfterAvailable, "duty d1",
       "brings vehicle bus-1 back at 2024-01-05T12:18:15Z; it is available until 2024-01-05T12:00:00Z"}}},

    // Company.
    {"apart from those it travels with",
     [](scenario& s, plan&) { s.households_[2].travels_with_ = {"h6"}; },
     {{rule::kNotTogether, "household h3", "travels with h6, but has trip t3 and the other trip t2"}}},
    {"without those it travels with",
     [](scenario& s, plan&) { s.households_[5].travels_with_ = {"h7"}; },
     {{rule::kNotTogether, "household h6", "travels with h7, but has trip t2 and the other none"}}},
    {"in one bus with whom it must not meet",
     [](scenario& s, plan&) { s.households_[0].apart_from_ = {"h2"}; },
     {{rule::kNotApart, "household h1", "is on trip t1 with h2"}}},
    {"in one centre with whom it must not meet",
     [](scenario& s, plan&) { s.households_[2].apart_from_ = {"h6"}; },
     {{rule::kNotApart, "household h3", "is brought to school like h6"}}},

    // What a person has decided.
    {"another centre than pinned",
     [](scenario& s, plan&) {
       s.pins_ = {{.household_ = "h3", .centre_ = "hall", .pickup_point_ = {}, .vehicle_ = {}}};
     },
     {{rule::kPinBroken, "household h3", "is pinned to centre hall, but has school"}}},
    {"another vehicle than pinned",
     [](scenario& s, plan&) {
       s.pins_ = {{.household_ = "h3", .centre_ = {}, .pickup_point_ = {}, .vehicle_ = "bus-2"}};
     },
     {{rule::kPinBroken, "household h3", "is pinned to vehicle bus-2, but has bus-1"}}},
    {"another point than pinned",
     [](scenario& s, plan&) {
       s.pins_ = {{.household_ = "h1", .centre_ = {}, .pickup_point_ = "south", .vehicle_ = {}}};
     },
     {{rule::kPinBroken, "household h1", "is pinned to pickup point south, but has north"}}},
    {"a household in a vehicle that is forbidden to it",
     [](scenario& s, plan&) {
       s.forbidden_ = {{.household_ = "h3", .pickup_point_ = {}, .vehicle_ = "bus-1", .centre_ = {}}};
     },
     {{rule::kForbiddenPair, "household h3", "is on trip t3, which brings household h3 and vehicle bus-1 together"}}},
    {"a vehicle to a centre that is forbidden to it",
     [](scenario& s, plan&) {
       s.forbidden_ = {{.household_ = {}, .pickup_point_ = {}, .vehicle_ = "bus-2", .centre_ = "hall"}};
     },
     {{rule::kForbiddenPair, "trip t4", "brings vehicle bus-2 and centre hall together"}}},
    {"from a point to a centre that is forbidden to it",
     [](scenario& s, plan&) {
       s.forbidden_ = {{.household_ = {}, .pickup_point_ = "north", .vehicle_ = {}, .centre_ = "school"}};
     },
     {{rule::kForbiddenPair, "trip t1", "brings pickup point north and centre school together"}}},

    // What has begun.
    {"beds that are held for others",
     [](scenario& s, plan& p) {
       s.committed_.emplace().holds_ = {{"hall", {.general_ = {17}, .accessible_ = {0}}}};
       p.centres_[1].available_.general_ = {3};
     },
     {{rule::kBedsExceeded, "centre hall", "has 3 general beds, 4 are given out"}}},
    {"another trip than the one that has begun",
     [](scenario& s, plan& p) { begin(s, p).trips_[0].vehicle_ = "bus-2"; },
     {{rule::kCommittedChanged, "trip t1",
       "has begun with vehicle bus-2 and 7 persons for school at 2024-01-05T09:02:10Z; the plan has vehicle bus-1"}}},
    {"without the trip that has begun",
     [](scenario& s, plan& p) { begin(s, p).trips_[0].id_ = "t0"; },
     {{rule::kCommittedChanged, "trip t0", "has begun, and is missing from the plan"}}},
    {"without the duty that has begun",
     [](scenario& s, plan& p) { begin(s, p).duties_[0].id_ = "d0"; },
     {{rule::kCommittedChanged, "duty d0", "has begun, and is missing from the plan"}}},
    {"another crew than the one that has begun",
     [](scenario& s, plan& p) { begin(s, p).duties_[0].crew_ = "crew-9"; },
     {{rule::kCommittedChanged, "duty d1", "has begun with vehicle bus-1 and crew crew-9 at 2024-01-05T08:00:00Z"}}},
    {"other trips than those that have begun",
     [](scenario& s, plan& p) { begin(s, p).duties_[0].trips_ = {"t3"}; },
     {{rule::kCommittedChanged, "duty d1", "has begun with trips t3; the plan has t1, t3"}}},
    {"without a break that was taken",
     [](scenario& s, plan& p) {
       begin(s, p).duties_[0].breaks_ = {{s.start_ + seconds{60}, s.start_ + seconds{120}, std::nullopt}};
     },
     {{rule::kCommittedChanged, "duty d1", "had a break from 2024-01-05T08:01:00Z to 2024-01-05T08:02:00Z"}}},

    // What the plan says of itself.
    {"a wrong curve of arrivals",
     [](scenario&, plan& p) { p.centres_[1].arrivals_ = {{*p.centres_[1].first_arrival_, {5}}}; },
     {{rule::kCentreFillWrong, "centre hall",
       "is said to have 5 persons by 2024-01-05T13:22:20Z of its arrivals; it is 4 persons by 2024-01-05T13:22:20Z"}}},
    {"a curve that ends too soon",
     [](scenario&, plan& p) { p.centres_[0].arrivals_ = {{*p.centres_[0].first_arrival_, {7}}}; },
     {{rule::kCentreFillWrong, "centre school", "is said to have nothing of its arrivals; it is 11 persons by"}}},
    {"fewer unserved than the bound",
     [](scenario&, plan& p) { p.totals_.bounds_.emplace().unserved_weight_ = 40; },
     {{rule::kBoundBeaten, "totals", "have unserved_weight 39, better than its bound 40"}}},
    {"less waiting than the bound",
     [](scenario&, plan& p) { p.totals_.bounds_.emplace().weighted_waiting_s_ = 1837721; },
     {{rule::kBoundBeaten, "totals", "have weighted_waiting_s 1837720, better than its bound 1837721"}}},
    {"earlier clearance than the bound",
     [](scenario& s, plan& p) { p.totals_.bounds_.emplace().clearance_ = s.start_ + seconds{21600}; },
     {{rule::kBoundBeaten, "totals",
       "have clearance 2024-01-05T13:22:20Z, better than its bound 2024-01-05T14:00:00Z"}}},
    {"more in the own region than the bound",
     [](scenario&, plan& p) { p.totals_.bounds_.emplace().own_tier_ = persons{12}; },
     {{rule::kBoundBeaten, "totals", "have own_tier 13, better than its bound 12"}}},
    {"fewer kilometres than the bound",
     [](scenario&, plan& p) { p.totals_.bounds_.emplace().length_m_ = metres{552001}; },
     {{rule::kBoundBeaten, "totals", "have length_m 552000, better than its bound 552001"}}},
    {"a change that the plan does not make",
     [](scenario&, plan& p) { p.changes_ = {{.household_ = "h7", .was_ = {}, .is_ = promise_of(p, 2, "bus-1")}}; },
     {{rule::kChangesWrong, "household h7", "is told of 2024-01-05T10:19:45Z, but the plan has none"}}},
    {"a change that is none",
     [](scenario&, plan& p) {
       auto const same = promise_of(p, 2, "bus-1");
       p.changes_ = {{.household_ = "h3", .was_ = same, .is_ = same}};
     },
     {{rule::kChangesWrong, "household h3", "stands among the changes, but has none"}}},
};

}  // namespace leeward::check
