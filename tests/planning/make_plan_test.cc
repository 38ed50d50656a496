#include "planning/make_plan.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/model/plan_file.h"

// One depot "yard", one point "square", one centre "hall"; every test changes what it is about. The hand-made times:
// yard - square 10 min, square - hall 60 min, yard - hall 65 min; boarding 1 min + 10 s a person, leaving 2 min + 5 s.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

vehicle bus(std::string id, std::int64_t const seats) {
  auto v = vehicle{};
  v.id_ = std::move(id);
  v.depot_ = "yard";
  v.seats_ = {seats};
  v.crews_ = {{.id_ = "crew of " + v.id_, .shifts_ = {{.from_ = at(0), .until_ = at(12 * 60)}}}};
  return v;
}

household family(std::string id, std::int64_t const size) {
  auto h = household{};
  h.id_ = std::move(id);
  h.pickup_point_ = "square";
  h.persons_ = {size};
  return h;
}

scenario one_of_each() {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(10 * 60);
  s.loading_ = {{60}, {10}};
  s.unloading_ = {{120}, {5}};
  s.depots_ = {{.id_ = "yard", .name_ = "Yard", .position_ = {}}};
  s.pickup_points_.emplace_back().id_ = "square";
  s.centres_.emplace_back().id_ = "hall";
  s.centres_[0].beds_ = {.general_ = {100}, .accessible_ = {5}};
  s.vehicles_ = {bus("bus", 10)};
  s.households_ = {family("a", 4)};
  return s;
}

ways const kWays = {{{"yard", "square"}, {{600}, {8000}}},
                    {{"square", "hall"}, {{3600}, {60000}}},
                    {{"yard", "hall"}, {{3900}, {65000}}}};

plan plan_for(scenario const& s, std::uint64_t const seed = 0, ways const& table = kWays) {
  auto options = planning_options{};
  options.made_from_.seed_ = seed;
  return make_plan(s, times_from(s, table), options);
}

TEST(make_plan, brings_a_household_to_its_bed) {
  auto const p = plan_for(one_of_each());
  ASSERT_EQ(p.trips_.size(), 1U);
  auto const& t = p.trips_[0];
  EXPECT_EQ(t.pickups_[0].way_.departure_, at(0));
  EXPECT_EQ(t.pickups_[0].begin_, at(10));
  EXPECT_EQ(t.pickups_[0].end_, at(10) + seconds{100});
  EXPECT_EQ(t.centre_.begin_, at(70) + seconds{100});
  EXPECT_EQ(t.centre_.end_, at(70) + seconds{240});
  ASSERT_EQ(p.duties_.size(), 1U);
  EXPECT_EQ(p.duties_[0].end_, at(135) + seconds{240});
  EXPECT_EQ(p.totals_.length_m_, metres{133000});
  EXPECT_EQ(p.totals_.weighted_waiting_s_, 4 * (70 * 60 + 100));
  EXPECT_EQ(p.totals_.clearance_, at(70) + seconds{100});
  EXPECT_EQ(p.totals_.own_tier_, persons{4});
  EXPECT_TRUE(p.unserved_.empty());
}

TEST(make_plan, goes_twice_when_one_bus_is_too_small) {
  auto s = one_of_each();
  s.households_ = {family("a", 6), family("b", 6), family("c", 4)};
  auto const p = plan_for(s);
  ASSERT_EQ(p.trips_.size(), 2U);
  EXPECT_EQ(p.trips_[0].pickups_[0].households_, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(p.trips_[1].pickups_[0].households_, (std::vector<std::string>{"b"}));
  EXPECT_EQ(p.duties_.size(), 1U);
}

TEST(make_plan, boards_the_urgent_first) {
  auto s = one_of_each();
  s.households_ = {family("a", 6), family("b", 6)};
  s.households_[1].priority_ = 2;
  EXPECT_EQ(plan_for(s).trips_[0].pickups_[0].households_, (std::vector<std::string>{"b"}));
}

TEST(make_plan, waits_for_the_household_the_point_and_the_centre) {
  auto s = one_of_each();
  s.households_[0].ready_from_ = at(30);
  EXPECT_EQ(plan_for(s).households_[0].boarding_, at(30));
  s.pickup_points_[0].open_from_ = at(40);
  EXPECT_EQ(plan_for(s).households_[0].boarding_, at(40));
  s.centres_[0].open_from_ = at(120);
  EXPECT_EQ(plan_for(s).households_[0].arrival_, at(120));
}

TEST(make_plan, takes_in_no_more_than_the_desk_can) {
  auto s = one_of_each();
  s.vehicles_ = {bus("bus", 4), bus("bus 2", 4)};
  s.households_ = {family("a", 4), family("b", 4)};
  s.centres_[0].intake_persons_per_hour_ = 8;
  auto const p = plan_for(s);
  EXPECT_EQ(p.households_[0].arrival_, at(70) + seconds{100});
  EXPECT_EQ(p.households_[1].arrival_, at(100) + seconds{100});
}

TEST(make_plan, lets_one_vehicle_after_the_other_load_at_one_place) {
  auto s = one_of_each();
  s.vehicles_ = {bus("bus", 4), bus("bus 2", 4)};
  s.households_ = {family("a", 4), family("b", 4)};
  s.pickup_points_[0].loading_places_ = 1;
  auto const p = plan_for(s);
  EXPECT_EQ(p.households_[0].boarding_, at(10));
  EXPECT_EQ(p.households_[1].boarding_, at(10) + seconds{100});
}

TEST(make_plan, fills_a_bus_at_a_second_point) {
  auto s = one_of_each();
  s.pickup_points_.emplace_back().id_ = "station";
  s.households_ = {family("a", 4), family("b", 4)};
  s.households_[1].pickup_point_ = "station";
  auto table = kWays;
  table[{"yard", "station"}] = {{700}, {9000}};
  table[{"square", "station"}] = {{120}, {1500}};
  table[{"station", "hall"}] = {{3600}, {60000}};
  auto const p = plan_for(s, 0, table);
  ASSERT_EQ(p.trips_.size(), 1U);
  EXPECT_EQ(p.trips_[0].pickups_.size(), 2U);
  EXPECT_EQ(p.trips_[0].centre_.persons_, persons{8});
}

TEST(make_plan, changes_crews_in_the_depot) {
  auto s = one_of_each();
  s.households_ = {family("a", 10), family("b", 10)};
  s.vehicles_[0].crews_ = {{.id_ = "early", .shifts_ = {{at(0), at(150)}}},
                           {.id_ = "late", .shifts_ = {{at(120), at(400)}}}};
  auto const p = plan_for(s);
  ASSERT_EQ(p.duties_.size(), 2U);
  EXPECT_EQ(p.duties_[0].crew_, "early");
  EXPECT_EQ(p.duties_[1].crew_, "late");
  EXPECT_EQ(p.duties_[1].departure_, p.duties_[0].end_);
}

TEST(make_plan, rests_after_four_and_a_half_hours_at_the_wheel) {
  auto s = one_of_each();
  s.households_ = {family("a", 10), family("b", 10), family("c", 10)};
  // 10 + 60 + 60 + 60 + 60 min = 4 h 10 min; the next leg to the hall would make 5 h 10 min.
  auto const p = plan_for(s);
  ASSERT_EQ(p.trips_.size(), 3U);
  ASSERT_EQ(p.duties_[0].breaks_.size(), 1U);
  EXPECT_EQ(p.duties_[0].breaks_[0].until_ - p.duties_[0].breaks_[0].from_, seconds{2700});
  EXPECT_EQ(p.duties_[0].breaks_[0].place_, "square");
}

TEST(make_plan, drives_nine_hours_a_shift_at_most) {
  auto s = one_of_each();
  s.end_ = at(24 * 60);
  s.vehicles_[0].crews_[0].shifts_ = {{at(0), at(13 * 60)}};
  s.households_ = {family("a", 10), family("b", 10), family("c", 10), family("d", 10), family("e", 10)};
  // n trips are 10 + 60 + (n - 1) * 120 + 65 min: four make 8 h 15 min, five would make 10 h 15 min.
  auto const p = plan_for(s);
  EXPECT_EQ(p.trips_.size(), 4U);
  EXPECT_EQ(p.duties_[0].driving_s_, seconds{8 * 3600 + 900});
  ASSERT_EQ(p.unserved_.size(), 1U);
  EXPECT_EQ(p.unserved_[0].reason_, unserved_reason::kNoTime);
}

unserved only_unserved(scenario const& s, ways const& table = kWays) {
  auto const p = plan_for(s, 0, table);
  EXPECT_EQ(p.unserved_.size(), 1U);
  return p.unserved_.empty() ? unserved{} : p.unserved_.front();
}

TEST(make_plan_says_why_not, no_vehicle_is_large_enough) {
  auto s = one_of_each();
  s.households_ = {family("a", 11)};
  auto const u = only_unserved(s);
  EXPECT_EQ(u.reason_, unserved_reason::kNoVehicle);
  EXPECT_EQ(u.sentence_, "It needs 11 seats in one vehicle; no vehicle of the fleet of 1 has that.");
}

TEST(make_plan_says_why_not, no_vehicle_has_a_bay) {
  auto s = one_of_each();
  s.households_[0].wheelchair_bays_ = {1};
  EXPECT_EQ(only_unserved(s).sentence_,
            "It needs 3 seats and 1 wheelchair bay in one vehicle; no vehicle of the fleet of 1 has that.");
}

TEST(make_plan_says_why_not, no_bed_is_left) {
  auto s = one_of_each();
  s.households_ = {family("a", 4), family("b", 4)};
  s.centres_[0].beds_.general_ = {6};
  auto const u = only_unserved(s);
  EXPECT_EQ(u.reason_, unserved_reason::kNoBed);
  EXPECT_EQ(u.sentence_,
            "It needs 4 general beds in one centre; no centre that could take it has that left (beds left in all 1 of "
            "them together: 2 general).");
}

TEST(make_plan_says_why_not, no_centre_serves_its_need) {
  auto s = one_of_each();
  s.households_[0].needs_ = {need::kPower};
  auto const u = only_unserved(s);
  EXPECT_EQ(u.reason_, unserved_reason::kNoCentre);
  EXPECT_EQ(u.sentence_, "No centre serves all that it needs (1 centres in all).");
}

TEST(make_plan_says_why_not, no_road_leads_there) {
  auto s = one_of_each();
  EXPECT_EQ(only_unserved(s, {{{"yard", "square"}, {{600}, {8000}}}}).reason_, unserved_reason::kNoRoad);
}

// Nothing of it is wrong in the file: who can be served is, and each of the others is named with what is missing.
TEST(make_plan_says_why_not, all_who_cannot_be_served_at_once) {
  auto s = one_of_each();
  s.pickup_points_.emplace_back().id_ = "island";
  s.households_ = {family("large", 11), family("pet", 2), family("far", 3), family("a", 4)};
  s.households_[1].needs_ = {need::kPet};
  s.households_[2].pickup_point_ = "island";
  auto const p = plan_for(s);
  ASSERT_EQ(p.unserved_.size(), 3U);
  auto const is = [&](std::size_t const i, char const* const household, unserved_reason const reason) {
    EXPECT_EQ(p.unserved_[i].household_, household);
    EXPECT_EQ(p.unserved_[i].reason_, reason) << p.unserved_[i].sentence_;
  };
  is(0, "large", unserved_reason::kNoVehicle);
  is(1, "pet", unserved_reason::kNoCentre);
  is(2, "far", unserved_reason::kNoRoad);
  ASSERT_EQ(p.households_.size(), 1U);
  EXPECT_EQ(p.households_[0].household_, "a");
}

TEST(make_plan_says_why_not, its_point_has_steps) {
  auto s = one_of_each();
  s.vehicles_[0].wheelchair_bays_ = {1};
  s.households_[0].wheelchair_bays_ = {1};
  s.pickup_points_[0].step_free_ = false;
  s.pickup_points_[0].name_ = "Square";
  auto const u = only_unserved(s);
  EXPECT_EQ(u.reason_, unserved_reason::kPointUnusable);
  EXPECT_EQ(u.sentence_, "Its pickup point Square is not step-free, and it has 1 wheelchair bay.");
}

TEST(make_plan_says_why_not, the_operation_ends_too_soon) {
  auto s = one_of_each();
  s.end_ = at(71);
  auto const u = only_unserved(s);
  EXPECT_EQ(u.reason_, unserved_reason::kNoTime);
  EXPECT_NE(u.sentence_.find("is 1 h 00 min"), std::string::npos) << u.sentence_;
  EXPECT_EQ(plan_for(s).totals_.weighted_waiting_s_, 4 * 71 * 60);
}

TEST(make_plan, gives_nothing_for_nobody) {
  auto s = one_of_each();
  s.households_.clear();
  auto const p = plan_for(s);
  EXPECT_TRUE(p.trips_.empty());
  EXPECT_FALSE(p.totals_.clearance_.has_value());
}

}  // namespace
}  // namespace leeward::planning
