#include "check/broken_plans.h"

// The good plan (plan.json):
//   bus-1  08:00:00 yard - 08:10:00 north, h1 + h2 (7 persons) until 08:12:10 - 09:02:10 school until 09:04:45 t1
//          - 10:04:45 south, break 15 min, h3 (2) from 10:19:45 until 10:21:05 - 11:21:05 school until 11:23:15 t3
//          - 12:18:15 yard
//   bus-2  09:00:00 yard - 09:11:40 south, h6 (4) until 09:13:20 - 10:13:20 school until 10:15:40 t2
//          - 11:15:40 south, break, h4 (4) from 11:30:40 until 11:32:20 - 13:22:20 hall until 13:24:40 t4 break -
//          13:39:40 - 15:24:40 yard
//   unserved: h5 (12 persons, no vehicle), h7 (3, no time)
namespace leeward::check {

namespace {

using planning::need;
using planning::plan;
using planning::scenario;
using planning::unserved_reason;

void later(instant& t, std::int64_t const s) { t = t + seconds{s}; }

// Home over the yard between the two trips of bus-1, as far as by the other way.
void go_home_after_the_first_trip(scenario&, plan& p) {
  auto& first = p.duties_[0];
  auto& t3 = p.trips_[2];
  auto second = first;
  second.id_ = "d3";
  second.trips_ = {"t3"};
  second.breaks_.clear();
  second.departure_ = p.trips_[0].centre_.end_ + seconds{3300 + 15};
  second.driving_s_ = {700 + 3600 + 3300};
  t3.duty_ = "d3";
  t3.pickups_[0].way_ = {.from_ = "yard",
                         .to_ = "south",
                         .departure_ = second.departure_,
                         .arrival_ = second.departure_ + seconds{700},
                         .driving_s_ = {700},
                         .length_m_ = {7000}};
  first.trips_ = {"t1"};
  first.breaks_.clear();
  first.back_.departure_ = p.trips_[0].centre_.end_;
  first.back_.arrival_ = first.back_.departure_ + seconds{3300};
  first.end_ = first.back_.arrival_;
  first.driving_s_ = {600 + 3000 + 3300};
  p.totals_.driving_s_ += seconds{400};
  p.duties_.push_back(std::move(second));
}

}  // namespace

std::vector<broken_plan> const kBrokenPlans = {
      // Vehicles.
      {"too few seats", [](scenario& s, plan&) { s.vehicles_[0].seats_ = {5}; },
       {{rule::kSeatsExceeded, "trip t1", "needs 6 seats, vehicle bus-1 has 5"}}},
      {"no wheelchair bay", [](scenario& s, plan&) { s.vehicles_[0].wheelchair_bays_ = {0}; },
       {{rule::kWheelchairBaysExceeded, "trip t1", "needs 1 wheelchair bays, vehicle bus-1 has 0"}}},
      {"no lying place",
       [](scenario& s, plan&) {
         s.households_[3].lying_places_ = {1};
         s.households_[3].accessible_beds_ = persons{0};
         s.pickup_points_[1].step_free_ = true;
       },
       {{rule::kLyingPlacesExceeded, "trip t4", "needs 1 lying places, vehicle bus-2 has 0"}}},
      {"too much oxygen", [](scenario& s, plan&) { s.vehicles_[0].oxygen_ = {0}; },
       {{rule::kOxygenExceeded, "trip t3", "needs 1 places with oxygen, vehicle bus-1 has 0"}}},
      {"a pet where none may be", [](scenario& s, plan&) { s.vehicles_[0].takes_pets_ = false; },
       {{rule::kPetsNotTaken, "trip t1", "takes household h2 with a pet; vehicle bus-1 takes none"}}},
      {"before the vehicle is there",
       [](scenario& s, plan&) { s.vehicles_[0].available_from_ = s.start_ + seconds{600}; },
       {{rule::kBeforeAvailable, "duty d1", "at 2024-01-05T08:00:00Z; it is available from 2024-01-05T08:10:00Z"}}},

      // Households.
      {"forgotten", [](scenario&, plan& p) { p.unserved_.pop_back(); },
       {{rule::kHouseholdMissing, "household h7", "with 3 persons is neither served nor unserved"},
        {rule::kUnservedCountWrong, "totals", "unserved_weight 39; counted again there are 36"},
        {rule::kUnservedCountWrong, "totals", "2 lines"},
        {rule::kWaitingWrong, "totals", "1837720; counted again there are 1708120"}}},
      {"unserved twice", [](scenario&, plan& p) { p.unserved_.push_back(p.unserved_[1]); },
       {{rule::kHouseholdTwice, "household h7", "2 times"},
        {rule::kUnservedCountWrong, "totals", "39; counted again there are 42"},
        {rule::kUnservedCountWrong, "totals", "2 lines"},
        {rule::kWaitingWrong, "totals", "1837720; counted again there are 1967320"}}},
      {"served and unserved", [](scenario&, plan& p) { p.unserved_[1].household_ = "h6"; },
       {{rule::kHouseholdServedAndUnserved, "household h6", "among the served and among the unserved"},
        {rule::kHouseholdMissing, "household h7", "3 persons"},
        {rule::kUnservedCountWrong, "totals", "39; counted again there are 40"},
        {rule::kUnservedCountWrong, "totals", "2 lines"},
        {rule::kWaitingWrong, "totals", "1837720; counted again there are 1880920"}}},
      {"split over two trips", [](scenario&, plan& p) { p.trips_[2].pickups_[0].households_.emplace_back("h6"); },
       {{rule::kHouseholdSplit, "household h6", "boards 2 times: at trip t2 and trip t3"},
        {rule::kHeadCount, "trip t3", "says 2 persons at south; the households there are 6"},
        {rule::kHeadCount, "trip t3", "says 2 persons at school; the households there are 6"},
        {rule::kLoadingTooShort, "trip t3", "stands 80 s at south, 120 s are needed"},
        {rule::kUnloadingTooShort, "trip t3", "stands 130 s at school, 150 s are needed"}}},
      {"on another trip than it says", [](scenario&, plan& p) { p.households_[2].trip_ = "t2"; },
       {{rule::kAssignmentMismatch, "household h3", "does not board its trip t2"}}},
      {"another boarding time than the bus",
       [](scenario&, plan& p) { later(p.households_[2].boarding_, -60); },
       {{rule::kAssignmentMismatch, "household h3",
         "has boarding 2024-01-05T10:18:45Z, but its trip t3 has 2024-01-05T10:19:45Z"}}},
      {"another centre than the bus", [](scenario&, plan& p) { p.households_[2].centre_ = "hall"; },
       {{rule::kAssignmentMismatch, "household h3", "has centre hall, but its trip t3 has school"},
        {rule::kCentreFillWrong, "centre school", "13 persons into 12 general"},
        {rule::kCentreFillWrong, "centre hall", "it is 6, 6 and 0"},
        {rule::kOwnTierWrong, "totals", "own_tier 13; counted again there are 11"}}},
      {"an earlier arrival than the bus", [](scenario&, plan& p) { later(p.households_[2].arrival_, -80); },
       {{rule::kAssignmentMismatch, "household h3", "has arrival 2024-01-05T11:19:45Z"},
        {rule::kWaitingWrong, "totals", "1837720; counted again there are 1837560"},
        {rule::kCentreFillWrong, "centre school", "to 2024-01-05T11:21:05Z; it is"}}},
      {"at a point where it does not wait", [](scenario& s, plan&) { s.households_[2].pickup_point_ = "north"; },
       {{rule::kWrongPoint, "household h3", "waits at north, but boards at south"}}},
      {"a wheelchair up the steps",
       [](scenario& s, plan&) { s.pickup_points_[0].step_free_ = false; },
       {{rule::kNotStepFree, "household h1", "1 persons in wheelchairs or lying, and north is not step-free"}}},
      {"before it is ready",
       [](scenario& s, plan& p) {
         s.households_[2].ready_from_ = s.start_ + seconds{8400};
         p.totals_.weighted_waiting_s_ -= 16800;
       },
       {{rule::kBeforeReady, "household h3",
         "ready from 2024-01-05T10:20:00Z on, but boarding begins at 2024-01-05T10:19:45Z"}}},
      {"no reason", [](scenario&, plan& p) { p.unserved_[0].sentence_.clear(); },
       {{rule::kReasonMissing, "household h5", "without a sentence"}}},
      {"no vehicle, although there is one",
       [](scenario&, plan& p) { p.unserved_[1].reason_ = unserved_reason::kNoVehicle; },
       {{rule::kReasonUntrue, "household h7", "bus-1 could take its 3 persons"}}},
      {"no bed, although there are some", [](scenario&, plan& p) { p.unserved_[1].reason_ = unserved_reason::kNoBed; },
       {{rule::kReasonUntrue, "household h7", "hall has 16 general and 0 accessible beds left"}}},
      {"no centre, although there is one",
       [](scenario&, plan& p) { p.unserved_[1].reason_ = unserved_reason::kNoCentre; },
       {{rule::kReasonUntrue, "household h7", "school serves its needs and has 12 general"}}},
      {"no road, although there is one", [](scenario&, plan& p) { p.unserved_[1].reason_ = unserved_reason::kNoRoad; },
       {{rule::kReasonUntrue, "household h7", "bus-1 has a way over south to hall and back"}}},
      {"the point's fault, although it is open",
       [](scenario&, plan& p) { p.unserved_[1].reason_ = unserved_reason::kPointUnusable; },
       {{rule::kReasonUntrue, "household h7", "south is open until 2024-01-05T20:00:00Z"}}},

      // Beds and centres.
      {"more general beds than there are",
       [](scenario& s, plan& p) {
         s.centres_[0].beds_.general_ = {11};
         p.centres_[0].available_.general_ = {11};
       },
       {{rule::kBedsExceeded, "centre school", "has 11 general beds, 12 are given out"}}},
      {"more accessible beds than there are",
       [](scenario& s, plan& p) {
         s.centres_[0].beds_.accessible_ = {0};
         p.centres_[0].available_.accessible_ = {0};
       },
       {{rule::kBedsExceeded, "centre school", "has 0 accessible beds, 1 are given out"}}},
      {"a bed too few for the household", [](scenario&, plan& p) { p.households_[0].beds_.general_ = {1}; },
       {{rule::kBedsWrong, "household h1", "needs 2 general and 1 accessible beds, and is given 1 and 1"}}},
      {"a need that the centre does not serve", [](scenario& s, plan&) { s.households_[3].needs_ = {need::kPower}; },
       {{rule::kNeedsNotServed, "household h4", "number 2 of the list) that centre hall does not serve"}}},
      {"before the centre opens", [](scenario& s, plan&) { s.centres_[1].open_from_ = s.start_ + seconds{21600}; },
       {{rule::kCentreClosed, "trip t4",
         "unloads at hall at 2024-01-05T13:22:20Z, which opens at 2024-01-05T14:00:00Z"}}},
      {"more than the desk takes in", [](scenario& s, plan&) { s.centres_[0].intake_persons_per_hour_ = 5; },
       {{rule::kIntakeExceeded, "trip t2", "where 7 persons of trip t1 are taken in until 2024-01-05T10:26:10Z"}}},
      {"wrong fill of a centre", [](scenario&, plan& p) { p.centres_[1].persons_ = {5}; },
       {{rule::kCentreFillWrong, "centre hall", "5 persons into 4 general"}}},

      // Points and stops.
      {"point not open yet", [](scenario& s, plan&) { s.pickup_points_[0].open_from_ = s.start_ + seconds{700}; },
       {{rule::kPointClosed, "trip t1", "it is open from 2024-01-05T08:11:40Z"}}},
      {"point closed before all are on board",
       [](scenario& s, plan&) { s.pickup_points_[0].open_until_ = s.start_ + seconds{720}; },
       {{rule::kPointClosed, "trip t1", "to 2024-01-05T08:12:10Z; it is open from"}}},
      {"too short a time to board", [](scenario& s, plan&) { s.pickup_points_[0].loading_ = {{300}, {10}}; },
       {{rule::kLoadingTooShort, "trip t1", "stands 130 s at north, 370 s are needed"}}},
      {"too short a time to leave", [](scenario& s, plan&) { s.unloading_.fixed_s_ = {122}; },
       {{rule::kUnloadingTooShort, "trip t1", "stands 155 s at school, 157 s are needed"},
        {rule::kUnloadingTooShort, "trip t4", "stands 140 s at hall, 142 s are needed"}}},
      {"two vehicles on one loading place",
       [](scenario& s, plan& p) {
         s.pickup_points_[1].loading_places_ = 1;
         later(p.trips_[1].pickups_[0].end_, 4100);
         later(p.trips_[1].centre_.way_.departure_, 4100);
         later(p.trips_[1].centre_.way_.arrival_, 4100);
       },
       {{rule::kLoadingPlacesExceeded, "trip t3", "one of 2 vehicles at south at 2024-01-05T10:19:45Z; there is room for 1"},
        {rule::kTimeOrder, "trip t2", "arrives at 2024-01-05T11:21:40Z, begins at 2024-01-05T10:13:20Z"},
      {rule::kBreakMisplaced, "duty d2", "from 2024-01-05T11:15:40Z to 2024-01-05T11:30:40Z at south"},
      {rule::kBreakMissing, "duty d2", "14500 s without a break"}}},
      {"two vehicles at one door",
       [](scenario&, plan& p) {
         later(p.trips_[0].centre_.end_, 4200);
       },
       {{rule::kUnloadingPlacesExceeded, "trip t2", "one of 2 vehicles at school at 2024-01-05T10:13:20Z"},
        {rule::kVehicleTwice, "duty d1", "leave school at 2024-01-05T09:04:45Z, but it is busy until 2024-01-05T10:14:45Z"},
      {rule::kBreakMisplaced, "duty d1", "from 2024-01-05T10:04:45Z"}}},
      {"wrong head count", [](scenario&, plan& p) { p.trips_[0].pickups_[0].persons_ = {8}; },
       {{rule::kHeadCount, "trip t1", "says 8 persons at north; the households there are 7"}}},
      {"a stop where nobody boards",
       [](scenario&, plan& p) {
         p.trips_[2].pickups_[0].households_.clear();
         p.trips_[2].pickups_[0].persons_ = {0};
         p.trips_[2].centre_.persons_ = {0};
       },
       {{rule::kEmptyTrip, "trip t3", "picks nobody up at south"},
        {rule::kAssignmentMismatch, "household h3", "does not board its trip t3"}}},
      {"boarding before the bus is there", [](scenario&, plan& p) {
         later(p.trips_[0].pickups_[0].begin_, -60);
         later(p.households_[0].boarding_, -60);
         later(p.households_[1].boarding_, -60);
       },
       {{rule::kTimeOrder, "trip t1", "arrives at 2024-01-05T08:10:00Z, begins at 2024-01-05T08:09:00Z"}}},

      // Driving.
      {"faster than the roads allow",
       [](scenario&, plan& p) {
         p.trips_[3].centre_.way_.driving_s_ = {6000};
         later(p.trips_[3].centre_.way_.arrival_, -600);
         p.duties_[1].driving_s_ = {20200};
         p.totals_.driving_s_ = {34300};
       },
       {{rule::kLegTooFast, "trip t4", "from south to hall in 6000 s of driving; the roads allow 6600 s"}}},
      {"over a road that is closed",
       [](scenario& s, plan& p) {
         s.centres_[1].id_ = "island";
         p.trips_[3].centre_.way_.to_ = "island";
         p.duties_[1].back_.from_ = "island";
         p.duties_[1].breaks_[1].place_ = "island";
         p.households_[3].centre_ = "island";
         p.centres_[1].centre_ = "island";
       },
       {{rule::kNoWay, "trip t4", "from south to island, where coach bus-2 finds no way"},
        {rule::kNoWay, "duty d2", "from island to yard"}}},
      {"a leg that takes no time for its drive", [](scenario&, plan& p) {
         p.trips_[0].pickups_[0].way_.driving_s_ = {900};
         p.duties_[0].driving_s_ = {14400};
         p.totals_.driving_s_ = {35200};
       },
       {{rule::kLegDuration, "duty d1", "takes 600 s from yard to north: 900 s of driving and 0 s of breaks"}}},
      {"shorter than the straight line",
       [](scenario&, plan& p) {
         p.trips_[3].centre_.way_.length_m_ = {80000};
         p.totals_.length_m_ = {524000};
       },
       {{rule::kLegTooShort, "trip t4", "from south to hall in 80000 m"}}},
      {"a vehicle that starts where it is not",
       [](scenario&, plan& p) { p.trips_[2].pickups_[0].way_.from_ = "north"; },
       {{rule::kVehicleElsewhere, "duty d1", "leave north at 2024-01-05T09:04:45Z, but it is at school"}}},
      {"a vehicle that does not come home", [](scenario&, plan& p) { p.duties_[0].back_.to_ = "south"; },
       {{rule::kVehicleElsewhere, "duty d1", "ends at south, the depot of vehicle bus-1 is yard"},
        {rule::kLegTooFast, "duty d1", "from school to south in 3300 s of driving; the roads allow 3600 s"},
        {rule::kLegTooShort, "duty d1", "from school to south in 51000 m"}}},
      {"two duties at once",
       [](scenario& s, plan& p) {
         s.vehicles_[0].crews_.push_back(s.vehicles_[1].crews_[0]);
         p.duties_[1].vehicle_ = "bus-1";
         p.trips_[1].vehicle_ = "bus-1";
         p.trips_[3].vehicle_ = "bus-1";
         p.totals_.vehicles_used_ = 1;
       },
       {{rule::kVehicleTwice, "duty d2",
         "takes vehicle bus-1 at 2024-01-05T09:00:00Z, while d1 has it until 2024-01-05T12:18:15Z"}}},
      {"off before it has unloaded", [](scenario&, plan& p) {
         later(p.trips_[0].centre_.end_, 60);
       },
       {{rule::kVehicleTwice, "duty d1", "it is busy until 2024-01-05T09:05:45Z"}}},

      // Crews.
      {"another vehicle's crew", [](scenario&, plan& p) { p.duties_[0].crew_ = "crew-2"; },
       {{rule::kWrongCrew, "duty d1", "crew crew-2, which is none of vehicle bus-1"}}},
      {"after the shift", [](scenario& s, plan&) { later(s.vehicles_[1].crews_[0].shifts_[0].until_, -9400); },
       {{rule::kOutsideShift, "duty d2",
         "lasts from 2024-01-05T09:00:00Z to 2024-01-05T15:24:40Z, which lies in no shift of crew crew-2"}}},
      {"too long at the wheel", [](scenario& s, plan&) { s.crew_rules_.driving_per_shift_s_ = {20000}; },
       {{rule::kDrivingTooLong, "duty d2", "brings crew crew-2 to 20800 s of driving in one shift; 20000 s are"}}},
      {"no break",
       [](scenario&, plan& p) { p.duties_[0].breaks_.clear(); },
       {{rule::kBreakMissing, "duty d1", "has crew crew-1 drive 14100 s without a break of 900 s; 8000 s are"}}},
      {"too short a break", [](scenario&, plan& p) { later(p.duties_[1].breaks_[0].until_, -1); },
       {{rule::kBreakMissing, "duty d2", "has crew crew-2 drive 14500 s without a break of 900 s"}}},
      // The crew has driven 6900 s when it is home; a quarter of a minute later it goes out again for 7600 s.
      {"home between two drives without a break", &go_home_after_the_first_trip,
       {{rule::kBreakMissing, "duty d3", "has crew crew-1 drive 14500 s without a break of 900 s; 8000 s are"}}},
      {"a break while people board",
       [](scenario&, plan& p) {
         later(p.duties_[0].breaks_[0].from_, 60);
         later(p.duties_[0].breaks_[0].until_, 60);
       },
       {{rule::kBreakMisplaced, "duty d1",
         "from 2024-01-05T10:05:45Z to 2024-01-05T10:20:45Z at south"}}},
      {"a break at the wheel", [](scenario&, plan& p) { p.duties_[0].breaks_[0].place_.reset(); },
       {{rule::kBreakMisplaced, "duty d1", "on the way, when its vehicle does not stand idle"},
        {rule::kBreakMissing, "duty d1", "14100 s without a break"}}},
      {"a break somewhere else", [](scenario&, plan& p) { p.duties_[0].breaks_[0].place_ = "north"; },
       {{rule::kBreakMisplaced, "duty d1", "at north"}}},

      // The operation.
      {"before the operation", [](scenario& s, plan& p) {
         later(s.start_, 660);
         p.totals_.weighted_waiting_s_ -= 36960;
       },
       {{rule::kBeforeStart, "trip t1", "boards at 2024-01-05T08:10:00Z, the operation starts at 2024-01-05T08:11:00Z"},
        {rule::kBeforeReady, "household h1", "is ready from 2024-01-05T08:11:00Z on"},
        {rule::kPointClosed, "trip t1", "it is open from 2024-01-05T08:11:00Z"},
        {rule::kBeforeAvailable, "duty d1", "it is available from 2024-01-05T08:11:00Z"}}},
      {"after the operation",
       [](scenario& s, plan& p) {
         later(s.end_, -24000);
         p.totals_.weighted_waiting_s_ -= 936000;
       },
       {{rule::kAfterEnd, "trip t4", "arrives at 2024-01-05T13:22:20Z, the operation ends at 2024-01-05T13:20:00Z"}}},

      // The plan's own bookkeeping.
      {"a centre listed twice", [](scenario&, plan& p) { p.centres_.push_back(p.centres_[0]); },
       {{rule::kDuplicateId, "centre school", "list of centres twice"}}},
      {"a centre that there is not",
       [](scenario&, plan& p) {
         p.centres_.push_back(p.centres_[0]);
         p.centres_.back().centre_ = "tent";
       },
       {{rule::kUnknownId, "centre tent", "names centre \"tent\", which there is not"}}},
      {"an unknown household", [](scenario&, plan& p) { p.unserved_[0].household_ = "h55"; },
       {{rule::kUnknownId, "household h55", "names household \"h55\""},
        {rule::kHouseholdMissing, "household h5", "12 persons"},
        {rule::kUnservedCountWrong, "totals", "39; counted again there are 3"},
        {rule::kUnservedCountWrong, "totals", "2 lines"},
        {rule::kWaitingWrong, "totals", "1837720; counted again there are 282520"}}},
      {"an unknown vehicle", [](scenario&, plan& p) { p.trips_[0].vehicle_ = "bus-9"; },
       {{rule::kUnknownId, "trip t1", "names vehicle \"bus-9\""},
        {rule::kDutyMismatch, "trip t1", "driven by vehicle bus-9, its duty d1 by bus-1"}}},
      {"a trip twice",
       [](scenario&, plan& p) { p.trips_[3].id_ = "t3"; },
       {{rule::kDuplicateId, "trip t3", "stands in the plan twice"},
        {rule::kUnknownId, "household h4", "names trip \"t4\""},
        {rule::kUnknownId, "duty d2", "names trip \"t4\""},
        {rule::kAssignmentMismatch, "household h4", "does not board its trip t4"},
        {rule::kDutyMismatch, "trip t3", "belongs to duty d2"},
        {rule::kVehicleElsewhere, "duty d2", "leave hall at 2024-01-05T13:39:40Z, but it is at school"},
        {rule::kBreakMisplaced, "duty d2", "at south"},
        {rule::kCountsWrong, "duty d2", "20800"}}},
      {"a trip that nobody drives", [](scenario&, plan& p) { p.trips_[0].duty_ = "d2"; },
       {{rule::kDutyMismatch, "trip t1", "belongs to duty d2, and stands in the lists of 1 duties"}}},
      {"a duty that ends at another time", [](scenario&, plan& p) { later(p.duties_[0].end_, 60); },
       {{rule::kTimeOrder, "duty d1", "lasts from 2024-01-05T08:00:00Z to 2024-01-05T12:19:15Z"}}},

      // What the plan says of itself.
      {"wrong unserved weight", [](scenario&, plan& p) { p.totals_.unserved_weight_ = 0; },
       {{rule::kUnservedCountWrong, "totals", "say unserved_weight 0; counted again there are 39"}}},
      {"wrong unserved by priority", [](scenario&, plan& p) { p.totals_.unserved_by_priority_[0].persons_ = {11}; },
       {{rule::kUnservedCountWrong, "totals", "not those of the 2 unserved households"}}},
      {"wrong waiting", [](scenario&, plan& p) { --p.totals_.weighted_waiting_s_; },
       {{rule::kWaitingWrong, "totals", "say weighted_waiting_s 1837719; counted again there are 1837720"}}},
      {"wrong clearance", [](scenario&, plan& p) { later(*p.totals_.clearance_, -3600); },
       {{rule::kClearanceWrong, "totals", "last arrival is 2024-01-05T12:22:20Z; it is 2024-01-05T13:22:20Z"}}},
      {"wrong own tier", [](scenario&, plan& p) { p.totals_.own_tier_ = {17}; },
       {{rule::kOwnTierWrong, "totals", "say own_tier 17; counted again there are 13"}}},
      {"wrong kilometres", [](scenario&, plan& p) { p.totals_.length_m_ = {500000}; },
       {{rule::kLengthWrong, "totals", "say length_m 500000; counted again there are 552000"}}},
      {"wrong number served", [](scenario&, plan& p) { p.totals_.served_ = {32}; },
       {{rule::kCountsWrong, "totals", "say served 32; counted again there are 17"}}},
      {"wrong driving of a duty", [](scenario&, plan& p) { p.duties_[0].driving_s_ = {14000}; },
       {{rule::kCountsWrong, "duty d1", "says 14000 s of driving; its legs are 14100 s"}}},
};

}  // namespace leeward::check
