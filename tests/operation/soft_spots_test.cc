#include <cstddef>
#include <utility>

#include <gtest/gtest.h>

#include "operation/canonical.h"
#include "operation/field_device.h"
#include "operation/outstanding.h"
#include "operation/running.h"

// Changes after a promise, and facts that were wrong.
namespace leeward::operation {

namespace {

running promised() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(trip_of(r, "trip", {"a"}));
  r.must(trips::change_phase{kTrip, trips::phase::kReleased, {}});
  r.must(trips::change_phase{kTrip, trips::phase::kAtPoint, named<point_id>("school")});
  return r;
}

fact_id last_fact(running const& r) { return std::get<custody::moved>(std::get<custody::event>(r.log_.back())).fact_; }

// What the household "a" withdrew by, and asked again by.
std::pair<fact_id, fact_id> withdraw_and_ask_again(running& r) {
  r.must(custody::withdraw{named<household_id>("a")});
  auto const gone = last_fact(r);
  r.must(custody::ask_again{named<household_id>("a")});
  return {gone, last_fact(r)};
}

// For the n-th household that was registered.
beds held_for(running const& r, std::size_t const n) {
  auto const& hold = r.state_.holds_.of_[n];
  return hold ? hold->beds_ : beds{};
}

running in_beds() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 4)});
  r.must(custody::check_in{kHall, people({"a/1", "a/2", "a/3", "a/4"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 2"), people({"a/1", "a/2", "a/3", "a/4"})});
  return r;
}

auto const kWayOn = named<trip_id>("way on");

// From the hall to the far school, for all who sleep there.
void promise_way_on(running& r) {
  auto t = trip_of(r, "way on", {"a"});
  t.kind_ = trips::kind::kBetween;
  t.stops_.clear();
  t.from_ = kHall;
  t.to_ = named<centre_id>("school far away");
  r.must(t);
}

}  // namespace

TEST(changes, who_joins_after_the_promise_is_a_case_and_gets_a_bed_with_a_free_seat) {
  auto r = promised();
  r.must(ask_for<households::person_joined>{{named<household_id>("a"),
                                             {named<person_id>("a/4"), households::age_band::kOver75, {}},
                                             households::joined::kAsked}});
  EXPECT_EQ(place::kWaiting, r.where("a/4"));
  EXPECT_EQ(cases::kind::kPromiseChanged, r.state_.cases_.cases_.all().back().what_.kind_);
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3", "a/4"})});
  EXPECT_EQ((beds{6, 1}), free_in(r, "hall"));
  EXPECT_EQ(4, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
}

TEST(changes, a_split_on_the_way_takes_its_beds_along_and_the_manifest_stays) {
  auto r = promised();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3"})});
  r.must(
      ask_for<households::split>{{named<household_id>("a"), named<household_id>("b"), people({"a/3"}), "consent 1"}});
  EXPECT_EQ(3, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  EXPECT_EQ(2, held_for(r, 0).general_);
  EXPECT_EQ(1, held_for(r, 1).general_);
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  EXPECT_EQ(place::kUnderWay, r.where("a/3"));
}

TEST(changes, a_split_from_people_who_are_gone_takes_also_a_bed_of_another_kind_along) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(ask_for<households::registered>{household_of("b", 1)});
  r.must(ask_for<households::needs_changed>{{named<person_id>("b/1"), {need::kWheelchair}}});
  r.must(custody::check_in{kHall, people({"b/1"}), {}});
  r.must(custody::check_in{kHall, people({"a/1", "a/2", "a/3"}), {}});
  r.must(ask_for<households::needs_changed>{{named<person_id>("a/3"), {need::kWheelchair}}});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1", "a/2"})});
  r.must(custody::check_out{kHall, people({"a/1", "a/2"}), gone::kHome, {}});
  ASSERT_EQ(1, held_for(r, 0).general_);
  r.must(
      ask_for<households::split>{{named<household_id>("a"), named<household_id>("c"), people({"a/3"}), "consent 1"}});
  EXPECT_FALSE(r.state_.holds_.of_[0]);
  EXPECT_EQ(1, held_for(r, 2).general_);
}

TEST(changes, no_beds_are_kept_for_whom_a_trip_that_is_called_off_leaves_gone) {
  auto r = promised();
  auto steward = enrolled(r, "steward", {{kTrip}, {}});
  r.must(custody::left_by_themselves{named<household_id>("a"), {}});
  r.wait(seconds{60});
  EXPECT_FALSE(steward.does(r, custody::board{kTrip, people({"a/1", "a/2"})}));
  ASSERT_TRUE(r.state_.holds_.of_[0]);
  r.must(trips::call_off{kTrip, false, "shelling", r.now_ + seconds{7'200}});
  EXPECT_EQ(place::kGone, r.where("a/1"));
  EXPECT_FALSE(r.state_.holds_.of_[0]);
}

TEST(changes, a_need_that_comes_after_the_promise_takes_another_place_on_the_bus) {
  auto r = promised();
  r.must(ask_for<households::needs_changed>{{named<person_id>("a/1"), {need::kWheelchair}}});
  auto const& taken = r.state_.trips_.trips_.at(kTrip).taken_;
  EXPECT_EQ(2, taken.seats_);
  EXPECT_EQ(1, taken.bays_);
  EXPECT_EQ(1, r.state_.cases_.open_);
}

TEST(wrong_facts, a_bed_that_was_not_given_is_held_again) {
  auto r = in_beds();
  r.must(custody::void_fact{last_fact(r), people({"a/1"}), "another person"});
  EXPECT_EQ(place::kArrived, r.where("a/1"));
  EXPECT_EQ((beds{6, 1}), free_in(r, "hall"));  // three taken, one held
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1"})});
  EXPECT_EQ((beds{6, 1}), free_in(r, "hall"));
}

TEST(wrong_facts, who_has_not_left_lives_there_though_the_bed_was_given_away) {
  auto r = in_beds();
  r.must(custody::check_out{kHall, people({"a/1"}), gone::kOnward, {}});
  auto const left = last_fact(r);
  r.must(ask_for<households::registered>{household_of("b", 1)});
  r.must(custody::check_in{kHall, people({"b/1"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 2"), people({"b/1"})});
  r.must(custody::void_fact{left, people({"a/1"}), "it was a/4's sister"});
  EXPECT_EQ(place::kSheltered, r.where("a/1"));
  EXPECT_EQ(5, r.state_.centres_.centres_.at(kHall).rooms_.at(named<room_id>("room 2")).taken_.general_);
  EXPECT_EQ(cases::kind::kOverbooked, r.state_.cases_.cases_.all().back().what_.kind_);
}

// They came with the trip by the account, and that they boarded is void: by what is told of them they were nowhere.
TEST(wrong_facts, who_is_there_already_keeps_the_fact_that_a_device_tells) {
  auto r = promised();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3"})});
  auto const boarded = last_fact(r);
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = 3, .reason_ = {}});
  r.must(custody::void_fact{boarded, people({"a/1"}), "the wrong ticket"});
  auto clerk = enrolled(r, "clerk", {{}, kHall});
  EXPECT_FALSE(clerk.does(r, custody::check_in{kHall, people({"a/1"}), {}}));
  EXPECT_EQ(place::kArrived, r.where("a/1"));
  EXPECT_NE(std::string::npos, canonical_facts(r.state_, r.state_.custody_.tracks_[0]).find("00000000-0001-8"));
}

TEST(wrong_facts, one_of_an_earlier_leg_changes_no_place) {
  auto r = in_beds();
  auto const slept = last_fact(r);
  r.must(custody::check_in{named<centre_id>("school far away"), people({"a/1"}), {}});
  r.must(custody::check_out{named<centre_id>("school far away"), people({"a/1"}), gone::kOnward, {}});
  r.must(custody::void_fact{slept, people({"a/1"}), "never slept there"});
  EXPECT_EQ(place::kGone, r.where("a/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

TEST(wrong_facts, who_slept_nowhere_is_promised_the_way_on_all_the_same_and_has_no_bed) {
  auto r = in_beds();
  auto const slept = last_fact(r);
  promise_way_on(r);
  r.must(custody::void_fact{slept, people({"a/1"}), "never slept there"});
  EXPECT_EQ(place::kPromised, r.where("a/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));  // of four, three sleep there
  r.must(trips::call_off{kWayOn, false, "no driver", r.now_ + seconds{60}});
  EXPECT_EQ(place::kArrived, r.where("a/1"));
  EXPECT_EQ(place::kSheltered, r.where("a/2"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

TEST(wrong_facts, who_was_never_in_the_centre_is_on_board_all_the_same_and_somebody_is_told) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 4)});
  r.must(custody::check_in{kHall, people({"a/1", "a/2", "a/3", "a/4"}), {}});
  auto const arrived = last_fact(r);
  r.must(custody::give_bed{kHall, named<room_id>("room 2"), people({"a/1", "a/2", "a/3", "a/4"})});
  auto const slept = last_fact(r);
  promise_way_on(r);
  r.must(trips::change_phase{kWayOn, trips::phase::kLoading, {}});
  r.must(custody::board{kWayOn, people({"a/1", "a/2", "a/3", "a/4"})});
  r.must(custody::void_fact{slept, people({"a/1"}), "the sister"});
  r.must(custody::void_fact{arrived, people({"a/1"}), "the sister"});
  EXPECT_EQ(place::kBoarded, r.where("a/1"));
  auto const& last = r.state_.cases_.cases_.all().back().what_;
  EXPECT_EQ(cases::kind::kContradiction, last.kind_);
  EXPECT_EQ(people({"a/1"}), last.about_.persons_);
  r.must(trips::call_off{kWayOn, false, "no driver", r.now_ + seconds{60}});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

TEST(wrong_facts, who_had_not_gone_and_asked_again_waits_and_has_no_place_of_before) {
  auto r = promised();
  auto const [gone, asked] = withdraw_and_ask_again(r);
  r.must(custody::void_fact{gone, people({"a/1", "a/2", "a/3"}), "another family of that name"});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  EXPECT_EQ(0, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
  r.must(custody::void_fact{asked, people({"a/1", "a/2", "a/3"}), "the same"});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
}

TEST(wrong_facts, who_neither_asked_again_nor_had_gone_has_the_seat_of_before) {
  auto r = promised();
  auto const [gone, asked] = withdraw_and_ask_again(r);
  r.must(on_bus("2", trip_of(r, "another", {"a"})));
  r.must(trips::call_off{named<trip_id>("another"), false, "no driver", r.now_ + seconds{60}});
  r.must(custody::void_fact{asked, people({"a/1", "a/2", "a/3"}), "another family of that name"});
  EXPECT_EQ(place::kGone, r.where("a/1"));
  EXPECT_EQ(0, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
  r.must(custody::void_fact{gone, people({"a/1", "a/2", "a/3"}), "the same"});
  EXPECT_EQ(place::kPromised, r.where("a/1"));
  EXPECT_EQ(3, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
}

TEST(wrong_facts, beds_go_back_when_after_a_correction_nobody_of_the_household_is_left) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(custody::left_by_themselves{named<household_id>("a"), {}});
  r.must(custody::ask_again{named<household_id>("a")});
  auto const asked = last_fact(r);
  r.must(trip_of(r, "trip", {"a"}));
  r.must(trips::call_off{kTrip, false, "shelling", r.now_ + seconds{7'200}});
  ASSERT_TRUE(r.state_.holds_.of_[0]);
  r.must(custody::void_fact{asked, people({"a/1", "a/2"}), "they did not"});
  EXPECT_FALSE(is_anything_outstanding(r.state_));
  r.must(custody::void_fact{asked, people({"a/3"}), "nor did they"});
  EXPECT_TRUE(is_anything_outstanding(r.state_));
  r.must(operations::advance_clock{});
  EXPECT_FALSE(r.state_.holds_.of_[0]);
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
  EXPECT_FALSE(is_anything_outstanding(r.state_));
}

TEST(wrong_facts, who_did_not_board_the_way_on_has_the_bed_again) {
  auto r = in_beds();
  promise_way_on(r);
  r.must(trips::change_phase{kWayOn, trips::phase::kLoading, {}});
  r.must(custody::board{kWayOn, people({"a/1", "a/2", "a/3", "a/4"})});
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
  r.must(custody::void_fact{last_fact(r), people({"a/1"}), "the sister"});
  EXPECT_EQ(place::kPromised, r.where("a/1"));
  EXPECT_EQ((beds{9, 1}), free_in(r, "hall"));
}

}  // namespace leeward::operation
