#include "operation/custody/in_field.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/must_have.h"
#include "operation/outstanding.h"
#include "operation/said_in_the_field.h"

// Facts from the field, row by row of custody/fold.h: each set of them in every order.
namespace leeward::operation {

namespace {

using kinds = std::vector<cases::kind>;

std::string sentence(running const& r, said const& x) {
  auto const all = decided(r, x);
  return all ? "accepted" : all.error().field_ + ": " + all.error().sentence_;
}

}  // namespace

TEST(in_field, who_boards_is_under_way_and_arrives_with_the_trip) {
  auto const on = in_every_order({board("board", 60, "to hall", {"a/1", "a/2", "a/3"})});
  EXPECT_EQ(place::kBoarded, on.where("a/1"));
  auto const left =
      in_every_order({board("board", 60, "to hall", {"a/1", "a/2", "a/3"}), depart("left", 70, "to hall")});
  EXPECT_EQ(place::kUnderWay, left.where("a/1"));
  auto const there = in_every_order({board("board", 60, "to hall", {"a/1", "a/2", "a/3"}),
                                     depart("left", 70, "to hall"), arrive("there", 200, "to hall")});
  EXPECT_EQ(place::kArrived, there.where("a/1"));
  EXPECT_EQ("to hall", trip_of(there, "a/1"));
  EXPECT_EQ(kinds{}, open_cases(there));
  EXPECT_EQ(trips::phase::kArrived, there.state_.trips_.trips_.at(named<trip_id>("to hall")).phase_);
}

TEST(in_field, a_boarding_entered_after_the_arrival_was_before_it) {
  auto const r = in_every_order({arrive("there", 200, "to hall"), board("board", 215, "to hall", {"c/1", "c/2"}),
                                 check_out("out", 210, "hall", {"c/1", "c/2"})});
  EXPECT_EQ(place::kGone, r.where("c/1"));
  EXPECT_EQ(kinds{}, open_cases(r));
}

TEST(in_field, who_is_in_a_centre_came_with_the_trip_that_they_are_said_to_have_boarded) {
  auto const r = in_every_order({board("board", 60, "to hall", {"c/1"}), check_in("in", 180, "hall", {"c/1", "c/2"})});
  EXPECT_EQ(place::kArrived, r.where("c/1"));
  EXPECT_EQ("to hall", trip_of(r, "c/1"));
  EXPECT_EQ("", trip_of(r, "c/2"));
  auto const later = in_every_order({check_in("in", 50, "hall", {"c/1"}), board("board", 60, "to hall", {"c/1"})});
  EXPECT_EQ(place::kArrived, later.where("c/1"));
  EXPECT_EQ("to hall", trip_of(later, "c/1"));
  EXPECT_EQ(kinds{}, open_cases(later));
}

TEST(in_field, who_was_promised_a_place_and_is_in_the_centre_came_with_that_trip) {
  auto const r = in_every_order({check_in("in", 180, "hall", {"a/1", "a/2", "a/3"}), arrive("there", 170, "to hall")});
  EXPECT_EQ(place::kArrived, r.where("a/1"));
  EXPECT_EQ("to hall", trip_of(r, "a/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

TEST(in_field, two_trips_at_once_are_a_case) {
  auto const r =
      in_every_order({board("one", 60, "to hall", {"c/1", "c/2"}), board("two", 65, "to school", {"c/1", "c/2"})});
  EXPECT_EQ("to school", trip_of(r, "c/1"));
  EXPECT_EQ((kinds{cases::kind::kTwoPlaces, cases::kind::kTwoPlaces}), open_cases(r));
}

TEST(in_field, one_trip_after_another_is_none) {
  auto const r = in_every_order({board("one", 60, "to hall", {"c/1", "c/2"}), arrive("there", 180, "to hall"),
                                 board("two", 200, "between", {"c/1", "c/2"})});
  EXPECT_EQ("between", trip_of(r, "c/1"));
  EXPECT_EQ(kinds{}, open_cases(r));
}

TEST(in_field, a_bus_that_broke_down_and_another_are_not_two_trips_at_once) {  // 21
  auto r = begun_with_trips();
  hear(r, board("board", 60, "to hall", {"a/1", "a/2", "a/3"}));
  hear(r, depart("left", 70, "to hall"));
  r.must(trips::break_down{named<trip_id>("to hall"), "engine"});
  auto const moved =
      in_every_order(r, {board("other", 100, "to school", {"a/1", "a/2", "a/3"}),
                         check_in("in", 150, "school far away", {"a/1"}), depart("on", 110, "to school")});
  EXPECT_EQ(place::kArrived, moved.where("a/1"));
  EXPECT_EQ(place::kUnderWay, moved.where("a/2"));
  EXPECT_EQ(kinds{}, open_cases(moved));
}

TEST(in_field, of_a_trip_that_came_back_a_late_boarding_says_nothing) {  // 20
  auto r = begun_with_trips();
  hear(r, board("board", 60, "to hall", {"a/1", "a/2"}));
  hear(r, depart("left", 70, "to hall"));
  r.must(trips::call_off{named<trip_id>("to hall"), true, "checkpoint", r.now_ + seconds{3600}});
  hear(r, board("late", 62, "to hall", {"a/3"}));
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  EXPECT_EQ(place::kWaiting, r.where("a/3"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

// The steward was out of reach: nobody may stand on a road of whom no desk knows.
TEST(in_field, who_goes_with_a_trip_after_it_was_called_off_is_a_case) {
  auto r = begun_with_trips();
  auto const called_off = static_cast<int>((r.now_ - instant{1'704'430'800}).v_ / 60);
  r.must(trips::call_off{named<trip_id>("to hall"), false, "shelling", r.now_ + seconds{3600}});
  r.wait(seconds{std::int64_t{24} * 3600});
  auto const before = in_every_order(r, {board("before", called_off - 5, "to hall", {"a/1", "a/2"})});
  EXPECT_EQ(kinds{}, open_cases(before));
  auto const after = in_every_order(
      r, {board("before", called_off - 5, "to hall", {"a/1", "a/2"}),
          board("after", called_off + 5, "to hall", {"a/3"}), depart("left", called_off + 9, "to hall")});
  EXPECT_EQ((kinds{cases::kind::kCalledOff}), open_cases(after));
  EXPECT_EQ(cases::owner::kDispatcher, after.state_.cases_.cases_.all().back().what_.owner_);
  EXPECT_EQ(place::kWaiting, after.where("a/3"));
  auto mistaken = r;
  hear(mistaken, board("after", called_off + 5, "to hall", {"a/3"}));
  mistaken.must(custody::void_fact{fact_of("after"), people({"a/3"}), "the wrong ticket"});
  EXPECT_EQ(kinds{}, open_cases(mistaken));
}

TEST(in_field, two_centres_without_a_check_out_are_a_case_which_a_late_check_out_settles) {
  auto const both = std::vector{check_in("here", 60, "hall", {"c/1", "c/2"}),
                                check_in("there", 120, "school far away", {"c/1", "c/2"})};
  auto const r = in_every_order(both);
  EXPECT_EQ("school far away", centre_of(r, "c/1"));
  EXPECT_EQ((kinds{cases::kind::kTwoPlaces, cases::kind::kTwoPlaces}), open_cases(r));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  for (auto const minute : {90, 150}) {
    auto all = both;
    all.push_back(check_out("out", minute, "hall", {"c/1", "c/2"}));
    auto const explained = in_every_order(all);
    EXPECT_EQ("school far away", centre_of(explained, "c/1"));
    EXPECT_EQ(kinds{}, open_cases(explained));
  }
}

TEST(in_field, a_trip_from_where_they_are_needs_no_check_out_another_does) {
  auto const from_here =
      in_every_order({check_in("in", 60, "hall", {"c/1", "c/2"}), bed("bed", 70, "room 1", {"c/1", "c/2"}),
                      board("on", 90, "between", {"c/1", "c/2"})});
  EXPECT_EQ(place::kBoarded, from_here.where("c/1"));
  EXPECT_EQ(kinds{}, open_cases(from_here));
  EXPECT_EQ((beds{7, 1}), free_in(from_here, "hall"));
  auto const elsewhere =
      in_every_order({check_in("in", 60, "hall", {"c/1", "c/2"}), board("on", 90, "to school", {"c/1", "c/2"})});
  EXPECT_EQ((kinds{cases::kind::kTwoPlaces, cases::kind::kTwoPlaces}), open_cases(elsewhere));
}

TEST(in_field, a_late_check_in_does_not_bring_back_who_has_left) {
  auto const r = in_every_order({check_in("in", 60, "hall", {"c/1"}), bed("bed", 70, "room 1", {"c/1"}),
                                 check_out("out", 90, "hall", {"c/1"}), board("on", 40, "to hall", {"c/1"})});
  EXPECT_EQ(place::kGone, r.where("c/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
}

TEST(in_field, who_comes_again_after_a_check_out_is_there) {
  auto const r = in_every_order({bed("bed", 70, "room 1", {"c/1"}), check_out("out", 90, "hall", {"c/1"}),
                                 check_in("again", 100, "hall", {"c/1"})});
  EXPECT_EQ(place::kArrived, r.where("c/1"));
  EXPECT_EQ(kinds{}, open_cases(r));
}

TEST(in_field, a_bed_needs_no_check_in_and_the_last_room_counts) {
  auto const r = in_every_order(
      {bed("first", 60, "room 1", {"c/1"}), bed("second", 80, "room 2", {"c/1"}), check_in("in", 70, "hall", {"c/1"})});
  EXPECT_EQ(place::kSheltered, r.where("c/1"));
  EXPECT_EQ(named<room_id>("room 2"), where(r, "c/1").room_);
  auto const& rooms = r.state_.centres_.centres_.at(kHall).rooms_;
  EXPECT_EQ((beds{0, 0}), rooms.at(named<room_id>("room 1")).taken_);
  EXPECT_EQ((beds{1, 0}), rooms.at(named<room_id>("room 2")).taken_);
}

TEST(in_field, of_absent_and_back_the_later_counts) {
  auto const out = in_every_order(
      {bed("bed", 60, "room 1", {"c/1"}), absent("out", 80, true, {"c/1"}), absent("back", 70, false, {"c/1"})});
  EXPECT_EQ(place::kAbsent, out.where("c/1"));
  auto const back = in_every_order(
      {bed("bed", 60, "room 1", {"c/1"}), absent("out", 80, true, {"c/1"}), absent("back", 90, false, {"c/1"})});
  EXPECT_EQ(place::kSheltered, back.where("c/1"));
  auto const before = in_every_order({absent("out", 50, true, {"c/1"}), bed("bed", 60, "room 1", {"c/1"})});
  EXPECT_EQ(place::kSheltered, before.where("c/1"));
}

TEST(in_field, what_the_desk_said_later_of_absence_stands) {
  auto r = begun_with_trips();
  r.must(custody::check_in{kHall, people({"c/1"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"c/1"})});
  r.must(custody::set_presence{kHall, true, people({"c/1"})});
  hear(r, absent("back", 90, false, {"c/1"}));
  EXPECT_EQ(place::kAbsent, r.where("c/1"));
}

TEST(in_field, what_the_desk_said_of_absence_stands_when_a_later_word_was_wrong) {
  auto r = begun_with_trips();
  r.must(custody::check_in{kHall, people({"c/1"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"c/1"})});
  r.must(custody::set_presence{kHall, true, people({"c/1"})});
  auto const later = static_cast<int>((r.now_ - instant{1'704'430'800}).v_ / 60) + 10;
  r.wait(seconds{3'600});
  hear(r, absent("back", later, false, {"c/1"}));
  EXPECT_EQ(place::kSheltered, r.where("c/1"));
  r.must(custody::void_fact{fact_of("back"), people({"c/1"}), "another person"});
  EXPECT_EQ(place::kAbsent, r.where("c/1"));
}

TEST(in_field, heads_that_differ_are_a_case_until_late_boardings_come) {  // 22, 23
  auto const few = in_every_order({board("on", 60, "to hall", {"a/1", "a/2"}), depart("left", 70, "to hall", 3)});
  EXPECT_EQ((kinds{cases::kind::kSeparated, cases::kind::kHeadCount}), open_cases(few));
  auto const all = in_every_order({board("on", 60, "to hall", {"a/1", "a/2"}), depart("left", 70, "to hall", 3),
                                   board("late", 65, "to hall", {"a/3"})});
  EXPECT_EQ(kinds{}, open_cases(all));
  auto const fuel_stop =
      in_every_order({board("on", 60, "to hall", {"a/1", "a/2", "a/3"}), depart("left", 70, "to hall", 3),
                      arrive("there", 200, "to hall", 2), bed("beds", 210, "room 1", {"a/1", "a/2", "a/3"})});
  EXPECT_EQ(kinds{cases::kind::kHeadCount}, open_cases(fuel_stop));
}

TEST(in_field, who_changed_to_another_bus_before_the_count_is_not_missed) {
  auto const r = in_every_order({board("on", 60, "to hall", {"c/1", "c/2"}),
                                 check_in("off", 65, "school far away", {"c/2"}), depart("left", 70, "to hall", 1)});
  EXPECT_EQ(kinds{}, open_cases(r));
}

TEST(in_field, another_steward_may_say_the_same_again) {  // 24
  auto const r = in_every_order({board("lost phone", 60, "to hall", {"a/1", "a/2", "a/3"}),
                                 board("paper list", 75, "to hall", {"a/1", "a/2", "a/3"}),
                                 depart("left", 70, "to hall", 3), arrive("there", 200, "to hall", 3)});
  EXPECT_EQ(place::kArrived, r.where("a/2"));
  EXPECT_EQ(kinds{}, open_cases(r));
}

TEST(in_field, a_household_of_which_only_some_travel_is_one_case) {
  auto const some = in_every_order({board("on", 60, "to hall", {"a/1"}), depart("left", 70, "to hall")});
  EXPECT_EQ(kinds{cases::kind::kSeparated}, open_cases(some));
  EXPECT_EQ(place::kPromised, some.where("a/2"));
  auto const found = in_every_order({board("on", 60, "to hall", {"a/1"}), depart("left", 70, "to hall"),
                                     board("others", 80, "to school", {"a/2", "a/3"})});
  EXPECT_EQ(kinds{}, open_cases(found));
}

TEST(in_field, who_did_not_come_waits_again_once_the_trip_has_arrived) {
  auto const r = in_every_order({board("on", 60, "to hall", {"a/1"}), arrive("there", 200, "to hall")});
  EXPECT_EQ(place::kWaiting, r.where("a/2"));
  EXPECT_EQ((beds{9, 1}), free_in(r, "hall"));
  auto const came = in_every_order({board("on", 60, "to hall", {"a/1"}), arrive("there", 200, "to hall"),
                                    board("too", 61, "to hall", {"a/2", "a/3"})});
  EXPECT_EQ(place::kArrived, came.where("a/2"));
  EXPECT_EQ((beds{7, 1}), free_in(came, "hall"));
  EXPECT_EQ(kinds{}, open_cases(came));
}

// After a trip was called off, and whatever they need by now.
TEST(in_field, no_bed_is_kept_for_who_waited_and_is_gone) {
  auto r = begun();
  auto const all = free_in(r, "hall");
  r.must(ask_for<households::registered>{household_of("a", 1)});
  r.must(trip_of(r, "to hall", {"a"}));
  r.must(trips::call_off{named<trip_id>("to hall"), false, "shelling", r.now_ + seconds{7'200}});
  r.wait(seconds{3'600});
  EXPECT_NE(all, free_in(r, "hall"));
  auto needs_more = r;
  needs_more.must(ask_for<households::needs_changed>{{named<person_id>("a/1"), {need::kWheelchair}}});
  auto at_desk = needs_more;
  at_desk.must(custody::withdraw{named<household_id>("a")});
  EXPECT_EQ(all, free_in(at_desk, "hall"));
  for (auto* const one : {&r, &needs_more}) {
    hear(*one, check_out("out", 30, "school far away", {"a/1"}));
    EXPECT_EQ(place::kGone, one->where("a/1"));
    EXPECT_EQ(all, free_in(*one, "hall"));
  }
}

TEST(in_field, what_desks_say_in_one_second_stands_in_the_order_in_which_they_said_it) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("many", 9)});
  for (auto const* const who : {"many/1", "many/2", "many/3", "many/4", "many/5", "many/6", "many/7", "many/8"}) {
    r.must(custody::check_in{kHall, people({who}), {}});
    r.must(custody::check_in{kSchool, people({who}), {}});
    hear(r, check_in(who, 15, "hall", {who}));
    EXPECT_EQ("hall", centre_of(r, who)) << who;
  }
}

// Of the family whose beds are kept one is found elsewhere, and lives there by now: the others have theirs.
TEST(in_field, beds_that_are_kept_for_who_waits_stay_whoever_of_the_family_is_elsewhere) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(trip_of(r, "to hall", {"a"}));
  r.must(trips::call_off{named<trip_id>("to hall"), false, "shelling", r.now_ + seconds{std::int64_t{48} * 3600}});
  r.wait(seconds{std::int64_t{24} * 3600});
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  auto const found = std::vector{check_in("in", 60, "school far away", {"a/3"}), bed("bed", 90, "dormitory", {"a/3"})};
  r = in_every_order(r, found);
  EXPECT_EQ(place::kSheltered, r.where("a/3"));
  EXPECT_EQ((beds{8, 1}), free_in(r, "hall"));
  hear(r, check_in("all", 120, "school far away", {"a/1", "a/2"}));
  EXPECT_EQ((beds{10, 1}), free_in(r, "hall"));
  EXPECT_EQ((beds{47, 5}), free_in(r, "school far away"));
}

TEST(in_field, who_asked_again_and_whose_promise_lapsed_is_on_the_manifest_of_the_trip_that_they_board) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 2)});
  r.must(custody::withdraw{named<household_id>("a")});
  r.must(custody::ask_again{named<household_id>("a")});
  r.must(trip_of(r, "to hall", {"a"}));
  r.wait(seconds{std::int64_t{48} * 3600});
  r.must(operations::advance_clock{});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));
  hear(r, board("on", 60, "to hall", {"a/1", "a/2"}));
  EXPECT_EQ(place::kBoarded, r.where("a/1"));
  EXPECT_EQ("to hall", trip_of(r, "a/1"));
}

TEST(in_field, a_child_without_its_family_is_a_case_while_it_is_so) {
  auto const alone = in_every_order({board("child", 60, "to school", {"b/2"})});
  EXPECT_EQ(kinds{cases::kind::kChildAlone}, open_cases(alone));
  auto const both = in_every_order({board("child", 60, "to school", {"b/2"}), board("mother", 61, "to school", {"b/1"}),
                                    arrive("there", 200, "to school")});
  EXPECT_EQ(kinds{}, open_cases(both));
  auto const out =
      in_every_order({check_in("in", 60, "hall", {"b/1", "b/2"}), check_out("child", 90, "hall", {"b/2"})});
  EXPECT_EQ(kinds{cases::kind::kChildAlone}, open_cases(out));
  auto const together =
      in_every_order({check_in("in", 60, "hall", {"b/1", "b/2"}), check_out("child", 90, "hall", {"b/2"}),
                      check_out("mother", 91, "hall", {"b/1"})});
  EXPECT_EQ(kinds{}, open_cases(together));
}

TEST(in_field, more_people_than_beds_or_places_are_a_case_while_it_is_so) {
  auto r = begun_with_trips();
  r.must(ask_for<households::registered>{household_of("many", 9)});
  auto nine = std::vector<std::string_view>{"many/1", "many/2", "many/3", "many/4", "many/5",
                                            "many/6", "many/7", "many/8", "many/9"};
  auto const over = in_every_order(r, {board("many", 60, "to hall", nine)});
  EXPECT_EQ((kinds{cases::kind::kOverbooked, cases::kind::kUnfitting}), open_cases(over));
  auto const elsewhere =
      in_every_order(r, {board("many", 60, "to hall", nine), arrive("there", 200, "to hall"),
                         check_out("out", 205, "hall", nine), check_in("in", 260, "school far away", nine)});
  EXPECT_EQ(kinds{}, open_cases(elsewhere));
}

TEST(in_field, a_case_that_a_person_settled_is_not_opened_again_for_the_same) {
  auto r = begun_with_trips();
  hear(r, check_in("here", 60, "hall", {"c/1", "c/2"}));
  hear(r, check_in("there", 120, "school far away", {"c/1", "c/2"}));
  for (auto const& c : r.state_.cases_.cases_.all()) {
    r.must(ask_for<cases::settled>{{c.id_, "They were driven over", "staff 1"}});
  }
  hear(r, bed("bed", 130, "dormitory", {"c/1", "c/2"}));
  EXPECT_EQ(kinds{}, open_cases(r));
  hear(r, check_out("out", 90, "hall", {"c/1", "c/2"}));
  hear(r, check_in("again", 140, "hall", {"c/1", "c/2"}));
  EXPECT_EQ((kinds{cases::kind::kTwoPlaces, cases::kind::kTwoPlaces}), open_cases(r));
}

TEST(in_field, without_a_fact_that_was_wrong_they_are_where_the_others_put_them) {
  auto const all = std::vector{bed("bed", 60, "room 1", {"c/1"}), check_in("wrong", 120, "school far away", {"c/1"})};
  for (auto const first : {0U, 1U}) {
    auto r = begun_with_trips();
    hear(r, all[first]);
    hear(r, all[1 - first]);
    r.must(custody::void_fact{fact_of("wrong"), people({"c/1"}), "somebody else of that name"});
    EXPECT_EQ(place::kSheltered, r.where("c/1"));
    EXPECT_EQ(named<room_id>("room 1"), where(r, "c/1").room_);
    EXPECT_EQ(kinds{}, open_cases(r));
    hear(r, absent("out", 130, true, {"c/1"}));
    EXPECT_EQ(place::kAbsent, r.where("c/1"));
    r.must(custody::void_fact{fact_of("bed"), people({"c/1"}), "nobody of that name"});
    r.must(custody::void_fact{fact_of("out"), people({"c/1"}), "nobody of that name"});
    EXPECT_EQ(place::kWaiting, r.where("c/1"));
    EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  }
}

TEST(in_field, a_void_fact_of_a_trip_holds_for_that_person_whatever_comes) {
  auto r = begun_with_trips();
  hear(r, board("on", 60, "to hall", {"a/1", "a/2", "a/3"}));
  hear(r, depart("left", 70, "to hall"));
  hear(r, arrive("there", 200, "to hall"));
  r.must(custody::void_fact{fact_of("there"), people({"a/3"}), "got off at the fuel stop"});
  EXPECT_EQ(place::kUnderWay, r.where("a/3"));
  hear(r, board("again", 61, "to hall", {"a/3"}));
  EXPECT_EQ(place::kUnderWay, r.where("a/3"));
  EXPECT_EQ(place::kArrived, r.where("a/2"));
}

TEST(in_field, who_was_merged_counts_as_who_stands) {
  auto r = begun_with_trips();
  r.must(ask_for<households::registered>{household_of("twice", 1)});
  r.must(ask_for<duplicates::judged>{{named<household_id>("twice"), named<household_id>("c"),
                                      duplicates::verdict::kSame, "spoke to them", "staff 1"}});
  auto same = duplicates::merged{};
  same.merge_ = named<merge_id>("merge");
  same.from_ = named<household_id>("twice");
  same.into_ = named<household_id>("c");
  same.same_ = {{named<person_id>("twice/1"), named<person_id>("c/1")}};
  same.by_ = "staff 1";
  r.must(ask_for<duplicates::merged>{same});
  hear(r, check_in("in", 60, "hall", {"twice/1", "c/2"}));
  EXPECT_EQ(place::kArrived, r.where("c/1"));
  EXPECT_EQ(place::kArrived, r.where("c/2"));
}

namespace {

// The facts, with "d" registered before the one of this number; then the clock goes on.
running with_d_registered_at(std::size_t const n, std::vector<said> const& all) {
  auto r = begun_with_trips();
  for (auto i = std::size_t{0}; i <= all.size(); ++i) {
    if (i == n) {
      r.must(ask_for<households::registered>{household_of("d", 2)});
    }
    if (i != all.size()) {
      hear(r, all[i]);
    }
  }
  while (is_anything_outstanding(r.state_)) {
    r.must(operations::advance_clock{});
  }
  return r;
}

}  // namespace

// A family was given its ticket by a device that is heard later than those who read the ticket.
TEST(in_field, what_is_said_of_who_is_registered_later_counts_then) {
  auto const all = std::vector<said>{board("board", 60, "to hall", {"a/1", "d/1", "d/2"}),
                                     depart("left", 70, "to hall", 3),
                                     arrive("there", 100, "to hall"),
                                     check_in("in", 101, "hall", {"d/1"}),
                                     bed("bed", 120, "room 1", {"d/1"}),
                                     check_out("out", 150, "hall", {"d/2"})};
  auto const first = with_d_registered_at(0, all);
  EXPECT_EQ(place::kSheltered, first.where("d/1"));
  EXPECT_EQ(place::kGone, first.where("d/2"));
  for (auto n = std::size_t{1}; n <= all.size(); ++n) {
    EXPECT_EQ(canonical(first.state_), canonical(with_d_registered_at(n, all).state_)) << n;
  }
}

TEST(in_field, who_is_seen_and_was_never_registered_is_a_case) {
  auto r = begun_with_trips();
  hear(r, board("board", 60, "to hall", {"a/1", "d/1", "d/2"}));
  hear(r, {"seen", 61, ask_for<custody::sighted>{{people({"d/1", "e/1"}), kHall, {}, "staff"}}});
  EXPECT_EQ(place::kBoarded, r.where("a/1"));
  EXPECT_EQ((kinds{cases::kind::kUnregistered, cases::kind::kUnregistered, cases::kind::kUnregistered}), open_cases(r));
  r.must(ask_for<households::registered>{household_of("d", 2)});
  EXPECT_EQ(place::kWaiting, r.where("d/1"));
  r.must(operations::advance_clock{});
  r.must(operations::advance_clock{});
  EXPECT_EQ(place::kBoarded, r.where("d/1"));
  EXPECT_EQ(place::kBoarded, r.where("d/2"));
  EXPECT_EQ((kinds{cases::kind::kUnregistered}), open_cases(r));
  EXPECT_EQ(1U, r.state_.custody_.waiting_.of_.size());
}

TEST(in_field, a_sighting_is_of_when_they_were_seen) {
  auto r = begun_with_trips();
  auto const seen = custody::sighted{people({"c/1"}), kHall, {}, "staff 1", {}};
  hear(r, {"late", 90, ask_for<custody::sighted>{seen}});
  hear(r, {"early", 30, ask_for<custody::sighted>{seen}});
  auto const row = r.state_.households_.persons_.row_of(named<person_id>("c/1"));
  auto const& last = must_have(r.state_.custody_.tracks_[row.v_].last_, "c/1 was seen");
  EXPECT_EQ(instant{1'704'430'800} + seconds{5'400}, last.at_);
}

TEST(in_field, a_trip_goes_only_forward) {
  auto const t = named<trip_id>("to hall");
  auto const r = in_every_order({{"point", 50, trips::change_phase{t, trips::phase::kAtPoint, {}}},
                                 {"load", 55, trips::change_phase{t, trips::phase::kLoading, {}}}});
  EXPECT_EQ(trips::phase::kLoading, r.state_.trips_.trips_.at(t).phase_);
}

TEST(in_field, only_what_is_not_there_or_cannot_be_is_refused) {
  auto const r = begun_with_trips();
  EXPECT_TRUE(sentence(r, board("x", 1, "nowhere", {"a/1"})).starts_with("trip: There is not a trip"));
  EXPECT_EQ("accepted", sentence(r, board("x", 1, "to hall", {"a/1", "z"})));
  EXPECT_TRUE(sentence(r, check_in("x", 1, "z", {"a/1"})).starts_with("centre: There is not a reception centre"));
  EXPECT_EQ("room: There is no such room in this centre.", sentence(r, bed("x", 1, "z", {"a/1"})));
  EXPECT_EQ("people: 0 people cannot be entered at once.", sentence(r, check_out("x", 1, "hall", {})));
  EXPECT_EQ("counted: -1 heads cannot have been counted.", sentence(r, depart("x", 1, "to hall", -1)));
  EXPECT_EQ("counted: 5001 heads cannot have been counted.", sentence(r, arrive("x", 1, "to hall", 5'001)));
  EXPECT_EQ("accepted", sentence(r, check_out("x", 1, "hall", {"a/1"})));
  EXPECT_EQ("accepted", sentence(r, board("x", 1, "to hall", {"a/1", "a/1"})));
}

}  // namespace leeward::operation
