#include <gtest/gtest.h>

#include "operation/running.h"

// Households on their whole way, step by step.
namespace leeward::operation {

namespace {

running at_the_point() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(ask_for<households::registered>{household_of("b", 2)});
  r.must(trip_of(r, "trip", {"a", "b"}));
  r.must(trips::change_phase{kTrip, trips::phase::kReleased, {}});
  r.must(trips::change_phase{kTrip, trips::phase::kAtPoint, named<point_id>("school")});
  return r;
}

}  // namespace

TEST(day, a_household_goes_all_the_way_from_its_appeal_to_its_way_home) {
  auto r = at_the_point();
  EXPECT_EQ(place::kPromised, r.where("a/1"));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));

  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3", "b/1", "b/2"})});
  EXPECT_EQ(place::kBoarded, r.where("b/2"));

  r.must(trips::depart{.trip_ = kTrip, .counted_ = 5, .reason_ = {}, .missing_ = {}});
  EXPECT_EQ(place::kUnderWay, r.where("a/2"));

  r.must(trips::arrive{.trip_ = kTrip, .counted_ = 5, .reason_ = {}});
  EXPECT_EQ(place::kArrived, r.where("a/2"));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));

  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1", "a/2", "a/3"})});
  r.must(custody::give_bed{kHall, named<room_id>("room 2"), people({"b/1", "b/2"})});
  EXPECT_EQ(place::kSheltered, r.where("b/1"));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));

  r.must(custody::set_presence{kHall, true, people({"b/1"})});
  EXPECT_EQ(place::kAbsent, r.where("b/1"));
  r.must(custody::set_presence{kHall, false, people({"b/1"})});
  EXPECT_EQ(place::kSheltered, r.where("b/1"));

  r.must(custody::check_out{kHall, people({"a/1", "a/2", "a/3"}), gone::kHome, {}});
  EXPECT_EQ(place::kGone, r.where("a/3"));
  EXPECT_EQ((beds{8, 1}), free_in(r, "hall"));
  EXPECT_EQ(5, r.state_.custody_.by_place_.all());
}

TEST(day, who_does_not_come_waits_again_and_the_bed_is_free) {
  auto r = at_the_point();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3"})});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  EXPECT_EQ(place::kWaiting, r.where("b/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

TEST(day, a_household_in_part_on_board_needs_a_reason) {
  auto r = at_the_point();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "b/1", "b/2"})});
  auto depart = trips::depart{.trip_ = kTrip, .counted_ = 4, .reason_ = {}, .missing_ = {}};
  auto const refused = r.try_to(depart);
  ASSERT_TRUE(refused);
  EXPECT_EQ("missing", refused->field_);
  depart.missing_ = {{named<person_id>("a/3"), trips::missing_reason::kWillFollow}};
  r.must(depart);
  EXPECT_EQ(place::kWaiting, r.where("a/3"));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));  // the bed of who will follow is kept
  EXPECT_EQ(1, r.state_.cases_.open_);
}

TEST(day, who_boards_without_a_promise_and_without_the_household_is_asked_why) {
  auto r = at_the_point();
  r.must(ask_for<households::registered>{household_of("c", 2)});
  r.must(custody::board{kTrip, people({"c/1"})});
  auto depart = trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}};
  auto const refused = r.try_to(depart);
  ASSERT_TRUE(refused);
  EXPECT_EQ("missing", refused->field_);
  depart.missing_ = {{named<person_id>("nobody"), trips::missing_reason::kRefused}};
  EXPECT_EQ("missing[0].person", r.try_to(depart)->field_);
  depart.missing_ = {{named<person_id>("c/2"), trips::missing_reason::kRefused}};
  r.must(depart);
  EXPECT_EQ(cases::kind::kSeparated, r.state_.cases_.cases_.all().front().what_.kind_);
}

TEST(day, a_trip_called_off_keeps_the_beds) {
  auto r = at_the_point();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3"})});
  r.must(trips::call_off{kTrip, false, "shelling", r.now_ + seconds{7200}});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  EXPECT_EQ(place::kWaiting, r.where("b/1"));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));

  r.must(trip_of(r, "next", {"a", "b"}));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
}

TEST(day, holds_lapse_by_the_clock) {
  auto r = at_the_point();
  r.wait(seconds{std::int64_t{4} * 3600});
  r.must(operations::advance_clock{});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
}

TEST(day, the_last_beds_go_to_one_trip_and_the_other_is_told_what_is_left) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 6)});
  r.must(ask_for<households::registered>{household_of("b", 5)});
  r.must(trip_of(r, "first", {"a"}));
  auto const second = on_bus("2", trip_of(r, "second", {"b"}));
  auto const refused = r.try_to(second);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refusal_code::kFull, refused->code_);
  EXPECT_EQ("hall has 4 general and 1 accessible beds left; 5 general and 0 accessible are asked for.",
            refused->sentence_);
}

TEST(day, a_withdrawal_frees_seat_and_bed_at_once) {
  auto r = at_the_point();
  r.must(custody::withdraw{named<household_id>("a")});
  EXPECT_EQ(place::kGone, r.where("a/1"));
  EXPECT_EQ((beds{8, 1}), free_in(r, "hall"));
  EXPECT_EQ(2, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
}

TEST(day, a_breakdown_hands_everybody_over_to_other_buses) {
  auto r = at_the_point();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3", "b/1", "b/2"})});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 5, .reason_ = {}, .missing_ = {}});
  for (auto const n : {"2", "3"}) {
    auto relief = trip_of(r, std::string{"relief "} + n, {});
    relief.vehicle_ = named<vehicle_id>(std::string{"bus "} + n);
    relief.crew_ = named<crew_id>(std::string{"crew "} + n);
    r.must(relief);
  }
  r.must(trips::break_down{kTrip, "engine"});
  r.must(trips::transfer{kTrip, named<trip_id>("relief 2"), {named<household_id>("a")}});
  r.must(trips::transfer{kTrip, named<trip_id>("relief 3"), {named<household_id>("b")}});
  EXPECT_EQ(place::kBoarded, r.where("a/1"));
  EXPECT_EQ(3, r.state_.trips_.trips_.at(named<trip_id>("relief 2")).taken_.seats_);
  EXPECT_EQ(0, r.state_.trips_.trips_.at(kTrip).taken_.seats_);
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
}

TEST(day, a_wrong_fact_is_voided_and_never_counts_again) {
  auto r = at_the_point();
  r.must(custody::board{kTrip, people({"a/1", "a/2"})});
  auto const fact = std::get<custody::moved>(std::get<custody::event>(r.log_.back())).fact_;
  r.must(custody::void_fact{fact, people({"a/2"}), "took the wrong ticket"});
  EXPECT_EQ(place::kBoarded, r.where("a/1"));
  EXPECT_EQ(place::kPromised, r.where("a/2"));
}

TEST(day, who_was_not_seen_for_too_long_gets_a_case_and_it_is_settled_when_they_are) {
  auto r = at_the_point();
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3"})});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  r.wait(seconds{std::int64_t{9} * 3600});
  r.must(operations::advance_clock{});
  ASSERT_EQ(1, r.state_.cases_.open_);
  EXPECT_EQ(3U, r.state_.cases_.not_sighted_.size());
  r.must(operations::close_day{"staff 7"});
  auto const& closed = std::get<operations::day_closed>(std::get<operations::event>(r.log_.back()));
  EXPECT_EQ(people({"a/1", "a/2", "a/3"}), closed.not_accounted_for_);
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = 3, .reason_ = {}});
  r.wait(seconds{60});
  r.must(operations::advance_clock{});
  EXPECT_EQ(0, r.state_.cases_.open_);
}

}  // namespace leeward::operation
