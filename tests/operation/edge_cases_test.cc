#include <gtest/gtest.h>

#include "operation/conservation.h"
#include "operation/running.h"

// Hard cases, by the numbers of docs/edge-cases.md.
namespace leeward::operation {

namespace {

cases::kind last_case(running const& r) { return r.state_.cases_.cases_.all().back().what_.kind_; }

running promised(std::size_t const persons) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", persons)});
  r.must(trip_of(r, "trip", {"a"}));
  return r;
}

void board_all(running& r, std::vector<std::string_view> const& who) {
  r.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  r.must(custody::board{kTrip, people(who)});
}

void arrive(running& r) {
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = {}, .reason_ = {}});
}

}  // namespace

TEST(edge_case, a_repeat_never_swallows_an_update) {  // 3
  auto r = promised(2);
  board_all(r, {"a/1", "a/2"});
  arrive(r);
  r.must(custody::check_in{kHall, people({"a/1"}), {}});  // said before
  r.must(custody::check_out{kHall, people({"a/1"}), gone::kHome, {}});
  EXPECT_EQ(place::kGone, r.where("a/1"));
}

TEST(edge_case, a_household_that_grows_after_it_was_promised_is_a_case_at_once) {  // 4
  auto r = promised(2);
  auto const version = r.state_.households_.households_.at(named<household_id>("a")).version_;
  r.must(ask_for<households::person_joined>{{named<household_id>("a"),
                                             {named<person_id>("a/grandmother"), households::age_band::kOver75, {}},
                                             households::joined::kAsked}});
  EXPECT_EQ(cases::kind::kPromiseChanged, last_case(r));
  EXPECT_GT(r.state_.households_.households_.at(named<household_id>("a")).version_,
            version);  // its ticket is an old one
}

TEST(edge_case, who_dies_gives_seat_and_bed_back_and_stays_counted) {  // 4
  auto r = promised(2);
  r.must(custody::record_death{named<person_id>("a/2")});
  EXPECT_EQ(1, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
  EXPECT_EQ((beds{9, 1}), free_in(r, "hall"));
  EXPECT_EQ(2, r.state_.custody_.by_place_.all());
}

TEST(edge_case, a_split_by_consent_takes_its_share_of_the_beds) {  // 4
  auto r = promised(3);
  auto split = households::split{named<household_id>("a"), named<household_id>("husband"), people({"a/3"}), {}};
  EXPECT_EQ("consent", r.try_to(ask_for<households::split>{split})->field_);
  split.consent_ = "recorded";
  r.must(ask_for<households::split>{split});
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  EXPECT_EQ((beds{1, 0}), r.state_.holds_.of_[1]->beds_);
}

TEST(edge_case, a_child_is_handed_over_to_nobody_who_is_barred_and_leaves_with_nobody_else) {  // 8
  auto r = begun();
  auto school = household_of("class", 2);
  school.members_[1].age_ = households::age_band::kChild;
  r.must(ask_for<households::registered>{school});
  auto const child = named<person_id>("class/2");
  r.must(ask_for<custody::guardian_set>{{child, {}, {"father"}}});
  r.must(custody::check_in{kHall, people({"class/1", "class/2"}), {}});
  auto const home = custody::check_out{kHall, people({"class/2"}), gone::kHome, {}};
  EXPECT_EQ(refusal_code::kNotAllowed, r.try_to(home)->code_);
  auto over = custody::handed_over{child, "father", "passport", "staff 1", "staff 2"};
  EXPECT_EQ("to", r.try_to(ask_for<custody::handed_over>{over})->field_);
  over.to_ = "mother";
  over.second_of_staff_ = "staff 1";
  EXPECT_EQ("second_of_staff", r.try_to(ask_for<custody::handed_over>{over})->field_);
  over.second_of_staff_ = "staff 2";
  r.must(ask_for<custody::handed_over>{over});
  r.must(home);
}

TEST(edge_case, a_household_too_large_for_the_bus_is_not_split) {  // 11
  auto r = begun();
  auto nine = household_of("nine", 9);
  r.must(ask_for<households::registered>{household_of("five", 5)});
  r.must(ask_for<households::registered>{nine});
  auto const both = r.try_to(trip_of(r, "trip", {"five", "nine"}));
  EXPECT_EQ(refusal_code::kFull, both->code_);
  EXPECT_EQ(place::kWaiting, r.where("nine/1"));
  EXPECT_EQ(place::kWaiting, r.where("five/1"));
}

TEST(edge_case, more_on_oxygen_than_the_bus_may_carry_are_refused) {  // 12
  auto r = begun();
  auto three = household_of("three", 3);
  for (auto& m : three.members_) {
    m.needs_ = {need::kOxygen};
  }
  r.must(ask_for<households::registered>{three});
  auto const refused = r.try_to(trip_of(r, "trip", {"three"}));
  EXPECT_EQ(refusal_code::kFull, refused->code_);
  EXPECT_NE(std::string::npos, refused->sentence_.find("2 on oxygen"));
}

TEST(edge_case, a_lift_out_of_order_takes_nobody_in_a_wheelchair) {  // 13
  auto r = begun();
  auto one = household_of("one", 1);
  one.members_[0].needs_ = {need::kWheelchair};
  r.must(ask_for<households::registered>{one});
  r.must(ask_for<fleet::inspected>{{named<vehicle_id>("bus 1"), true, false, "lift"}});
  EXPECT_EQ("The lift of Bus 1 is out of order.", r.try_to(trip_of(r, "trip", {"one"}))->sentence_);
}

TEST(edge_case, a_lift_that_fails_after_the_promise_is_a_case_and_another_bus_takes_them) {  // 13
  auto r = begun();
  auto one = household_of("one", 1);
  one.members_[0].needs_ = {need::kWheelchair};
  r.must(ask_for<households::registered>{one});
  r.must(trip_of(r, "trip", {"one"}));
  r.must(ask_for<fleet::inspected>{{named<vehicle_id>("bus 1"), true, false, "lift"}});
  EXPECT_EQ(cases::kind::kUnfitting, last_case(r));
  EXPECT_EQ(kTrip, r.state_.cases_.cases_.all().back().what_.about_.trip_);
  r.must(trips::call_off{kTrip, false, "lift", r.now_ + seconds{3600}});
  auto again = trip_of(r, "again", {"one"});
  again.vehicle_ = named<vehicle_id>("bus 2");
  r.must(again);
  EXPECT_EQ((beds{10, 0}), free_in(r, "hall"));
}

TEST(edge_case, a_closing_centre_takes_nobody_new_and_its_buses_are_diverted) {  // 14, 18
  auto r = promised(2);
  board_all(r, {"a/1", "a/2"});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  r.must(ask_for<centres::status_set>{{kHall, centres::status::kClosing, "no water"}});
  EXPECT_EQ(cases::kind::kOverbooked, last_case(r));
  r.must(ask_for<households::registered>{household_of("b", 1)});
  auto const to_hall = on_bus("2", trip_of(r, "next", {"b"}));
  EXPECT_EQ("to", r.try_to(to_hall)->field_);
  r.must(ask_for<trips::diverted>{{kTrip, named<centre_id>("school far away"), "no water"}});
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
  EXPECT_EQ((beds{48, 5}), free_in(r, "school far away"));
}

TEST(edge_case, who_comes_to_a_closing_centre_is_taken_in_and_somebody_is_told) {  // 14
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 2)});
  r.must(ask_for<centres::status_set>{{kHall, centres::status::kClosing, "no water"}});
  r.must(custody::check_in{kHall, people({"a/1", "a/2"}), {}});
  EXPECT_EQ(place::kArrived, r.where("a/1"));
  EXPECT_EQ("People have come to hall, which takes nobody new.", r.state_.cases_.cases_.all().back().what_.sentence_);
}

TEST(edge_case, capacity_below_occupancy_is_shown_below_zero) {  // 15
  auto r = promised(8);
  r.must(ask_for<centres::room_set>{{kHall, named<room_id>("room 1"), {1, 1}, true, true}});
  EXPECT_EQ((beds{-3, 1}), free_in(r, "hall"));
  EXPECT_EQ(cases::kind::kOverbooked, last_case(r));
}

TEST(edge_case, held_beds_are_not_for_walk_ins_unless_somebody_says_why) {  // 16
  auto r = promised(8);
  r.must(ask_for<households::registered>{household_of("walk-in", 3)});
  auto in = custody::check_in{kHall, people({"walk-in/1", "walk-in/2", "walk-in/3"}), {}};
  auto const refused = r.try_to(in);
  EXPECT_EQ("hall has 2 general and 1 accessible beds that are not held for others.", refused->sentence_);
  in.override_reason_ = "a baby, and it freezes";
  r.must(in);
  EXPECT_EQ((beds{-1, 1}), free_in(r, "hall"));
  EXPECT_EQ(cases::kind::kOverbooked, last_case(r));
}

TEST(edge_case, who_stands_by_takes_the_seats_of_who_does_not_come) {  // 17
  auto r = promised(10);
  r.must(ask_for<households::registered>{household_of("standby", 4)});
  r.must(ask_for<trips::standby_added>{{kTrip, named<household_id>("standby")}});
  r.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  auto const all = custody::board{kTrip, people({"standby/1", "standby/2", "standby/3", "standby/4"})};
  EXPECT_EQ(refusal_code::kFull, r.try_to(all)->code_);
  r.must(trips::no_show{kTrip, {named<household_id>("a")}});
  r.must(all);
  EXPECT_EQ((beds{6, 1}), free_in(r, "hall"));
}

TEST(edge_case, who_comes_late_is_served_while_seats_are_free) {  // 17
  auto r = promised(4);
  r.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  r.must(trips::no_show{kTrip, {named<household_id>("a")}});
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3", "a/4"})});
  EXPECT_EQ(place::kBoarded, r.where("a/4"));
  EXPECT_EQ((beds{6, 1}), free_in(r, "hall"));
}

TEST(edge_case, a_point_that_is_closed_while_people_wait_is_a_case_for_each_trip_that_comes_there) {  // 19
  auto r = promised(2);
  auto const other = on_bus("2", trip_of(r, "other", {}));
  r.must(other);
  r.must(ask_for<zones::point_closed>{{named<point_id>("school"), true, "shelling"}});
  auto const& all = r.state_.cases_.cases_.all();
  ASSERT_EQ(2U, all.size());
  EXPECT_EQ(kTrip, all[0].what_.about_.trip_);
  EXPECT_EQ(other.trip_, all[1].what_.about_.trip_);
  EXPECT_EQ("A pickup point of this trip is closed: shelling.", all[1].what_.sentence_);
  r.must(ask_for<zones::point_closed>{{named<point_id>("school"), true, "shelling"}});  // once
  EXPECT_EQ(2U, all.size());
}

TEST(edge_case, nobody_is_sent_to_a_closed_point) {  // 19
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 2)});
  r.must(ask_for<zones::point_closed>{{named<point_id>("school"), true, "shelling"}});
  EXPECT_EQ("stops[0]", r.try_to(trip_of(r, "trip", {"a"}))->field_);
}

TEST(edge_case, a_trip_turned_back_keeps_the_place_in_the_queue_and_the_beds) {  // 20
  auto r = promised(2);
  auto const asked = r.state_.households_.households_.at(named<household_id>("a")).asked_;
  board_all(r, {"a/1", "a/2"});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  r.must(trips::call_off{kTrip, true, "checkpoint", r.now_ + seconds{3600}});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  EXPECT_EQ(asked, r.state_.households_.households_.at(named<household_id>("a")).asked_);
  EXPECT_EQ((beds{8, 1}), free_in(r, "hall"));
  r.wait(seconds{3700});
  r.must(operations::advance_clock{});
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
}

TEST(edge_case, who_is_turned_back_while_the_family_travels_on_is_a_case) {  // 20
  auto r = promised(2);
  auto const other = on_bus("2", trip_of(r, "other", {}));
  r.must(other);
  board_all(r, {"a/1"});
  r.must(trips::change_phase{other.trip_, trips::phase::kLoading, {}});
  r.must(custody::board{other.trip_, people({"a/2"})});
  r.must(trips::depart{kTrip, {}, {}, {{named<person_id>("a/2"), trips::missing_reason::kWillFollow}}});
  r.must(trips::depart{other.trip_, {}, {}, {}});
  r.must(trips::call_off{other.trip_, true, "checkpoint", r.now_ + seconds{3600}});
  auto const& last = r.state_.cases_.cases_.all().back().what_;
  EXPECT_EQ(cases::kind::kSeparated, last.kind_);
  EXPECT_EQ(std::vector{named<household_id>("a")}, last.about_.households_);
}

TEST(edge_case, fewer_arrive_than_left_and_it_is_a_case) {  // 22, 23
  auto r = promised(3);
  board_all(r, {"a/1", "a/2", "a/3"});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  auto arrive = trips::arrive{.trip_ = kTrip, .counted_ = 2, .reason_ = {}};
  EXPECT_EQ("reason", r.try_to(arrive)->field_);
  arrive.reason_ = "one did not come back at the fuel stop";
  r.must(arrive);
  EXPECT_EQ(cases::kind::kHeadCount, last_case(r));
}

TEST(edge_case, a_crew_over_its_hours_drives_nobody) {  // 25
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 2)});
  r.must(ask_for<fleet::crew_hours_set>{{named<crew_id>("crew 1"), r.now_, r.now_ + seconds{std::int64_t{2} * 3600}}});
  auto const refused = r.try_to(trip_of(r, "trip", {"a"}));  // arrives in three hours
  EXPECT_EQ("crew", refused->field_);
  EXPECT_EQ(refusal_code::kNotAllowed, refused->code_);
}

TEST(edge_case, hours_that_are_cut_after_the_promise_are_a_case) {  // 25
  auto r = promised(2);
  r.must(ask_for<fleet::crew_hours_set>{{named<crew_id>("crew 1"), r.now_, r.now_ + seconds{std::int64_t{2} * 3600}}});
  EXPECT_EQ(cases::kind::kUnfitting, last_case(r));
  EXPECT_EQ(kTrip, r.state_.cases_.cases_.all().back().what_.about_.trip_);
}

TEST(edge_case, of_a_bus_home_only_those_board_whose_zone_is_still_open) {  // 37
  auto r = begun();
  auto const village = named<zone_id>("village");
  r.must(ask_for<zones::added>{{village, "Village"}});
  auto b = household_of("b", 1);
  b.zone_ = village;
  r.must(ask_for<households::registered>{household_of("a", 1)});
  r.must(ask_for<households::registered>{b});
  r.must(custody::check_in{kHall, people({"a/1", "b/1"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1", "b/1"})});
  r.must(ask_for<zones::status_set>{{named<zone_id>("city"), zones::status::kReturnOpen}});
  r.must(ask_for<zones::status_set>{{village, zones::status::kReturnOpen}});
  auto home = trip_of(r, "trip", {"a", "b"});
  home.kind_ = trips::kind::kHome;
  home.from_ = kHall;
  home.to_.reset();
  r.must(home);
  r.must(ask_for<zones::status_set>{{village, zones::status::kEvacuationOffered}});
  r.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  EXPECT_EQ("The return to Village is not open.", r.try_to(custody::board{kTrip, people({"b/1"})})->sentence_);
  r.must(custody::board{kTrip, people({"a/1"})});
  arrive(r);
  EXPECT_EQ(place::kGone, r.where("a/1"));
  EXPECT_EQ(place::kSheltered, r.where("b/1"));
  EXPECT_EQ((beds{9, 1}), free_in(r, "hall"));
}

TEST(edge_case, the_way_home_opens_zone_by_zone) {  // 37
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 1)});
  r.must(custody::check_in{kHall, people({"a/1"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1"})});
  auto home = trip_of(r, "home", {"a"});
  home.kind_ = trips::kind::kHome;
  home.from_ = kHall;
  home.to_.reset();
  EXPECT_EQ("The return to City is not open.", r.try_to(home)->sentence_);
  r.must(ask_for<zones::status_set>{{named<zone_id>("city"), zones::status::kReturnOpen}});
  r.must(home);
  EXPECT_EQ(place::kPromised, r.where("a/1"));
  EXPECT_EQ((beds{9, 1}), free_in(r, "hall"));  // it keeps its bed until it boards
}

}  // namespace leeward::operation
