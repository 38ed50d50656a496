#include <gtest/gtest.h>

#include "operation/custody/disclosure.h"
#include "operation/running.h"
#include "operation/trips/manifest.h"

// Two households that may be one: merged after review, and parted again with all that they had.
namespace leeward::operation {

namespace {

auto const kMerge = named<merge_id>("merge");

running with_a_and_b() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.wait(seconds{60});
  r.must(ask_for<households::registered>{household_of("b", 2)});
  return r;
}

void judge_same(running& r) {
  r.must(ask_for<duplicates::judged>{{named<household_id>("a"), named<household_id>("b"), duplicates::verdict::kSame,
                                      "spoke to both on the telephone", "call-taker"}});
}

// a/1 and a/2 are b/1 and b/2; a/3 was entered with a only.
duplicates::merged a_into_b() {
  return {
      .merge_ = kMerge,
      .from_ = named<household_id>("a"),
      .into_ = named<household_id>("b"),
      .same_ = {{named<person_id>("a/1"), named<person_id>("b/1")}, {named<person_id>("a/2"), named<person_id>("b/2")}},
      .come_over_ = people({"a/3"}),
      .by_ = "call-taker"};
}

std::int32_t seats(running const& r) { return r.state_.trips_.trips_.at(kTrip).taken_.seats_; }

void go_to_hall(running& r, std::vector<std::string_view> const& who) {
  r.must(trips::change_phase{kTrip, trips::phase::kReleased, {}});
  r.must(trips::change_phase{kTrip, trips::phase::kAtPoint, named<point_id>("school")});
  r.must(custody::board{kTrip, people(who)});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = {}, .reason_ = {}});
}

}  // namespace

TEST(duplicates, who_is_entered_twice_holds_one_seat_and_one_bed_and_an_undo_gives_both_back) {
  auto r = with_a_and_b();
  r.must(trip_of(r, "trip", {"a", "b"}));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ(3, r.state_.households_.registered_);
  EXPECT_EQ(3, seats(r));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));

  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ(5, r.state_.households_.registered_);
  EXPECT_EQ(5, seats(r));
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
  EXPECT_EQ(place::kPromised, r.where("a/1"));
  EXPECT_EQ(3, r.state_.holds_.of_[0]->beds_.general_);
  EXPECT_EQ(2, r.state_.holds_.of_[1]->beds_.general_);
  go_to_hall(r, {"a/1", "a/2", "a/3", "b/1", "b/2"});
  EXPECT_EQ(place::kArrived, r.where("a/3"));
}

TEST(duplicates, undone_after_they_have_travelled_each_keeps_its_own_history) {
  auto r = with_a_and_b();
  r.must(trip_of(r, "trip", {"a", "b"}));
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  go_to_hall(r, {"b/1", "b/2", "a/3"});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"b/1", "b/2", "a/3"})});
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));

  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ(place::kWaiting, r.where("a/1"));  // the bus went without them
  EXPECT_EQ(place::kSheltered, r.where("a/3"));
  EXPECT_EQ(place::kSheltered, r.where("b/1"));
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  EXPECT_EQ(cases::kind::kPromiseChanged, r.state_.cases_.cases_.all().back().what_.kind_);
}

TEST(duplicates, both_in_a_centre_have_one_bed_and_two_again_after_the_undo) {
  auto r = with_a_and_b();
  r.must(trip_of(r, "trip", {"a", "b"}));
  go_to_hall(r, {"a/1", "a/2", "a/3", "b/1", "b/2"});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1", "a/2", "a/3", "b/1", "b/2"})});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  auto const refused = r.try_to(custody::set_presence{kHall, true, people({"a/1"})});
  ASSERT_TRUE(refused);
  EXPECT_EQ("people[0]", refused->field_);
  r.must(custody::set_presence{kHall, true, people({"b/1"})});
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
  EXPECT_EQ(place::kSheltered, r.where("a/1"));
  EXPECT_EQ(place::kAbsent, r.where("b/1"));
}

TEST(duplicates, the_place_in_the_queue_and_the_secret_are_those_of_both) {
  auto r = with_a_and_b();
  r.must(ask_for<households::disclosure_set>{{named<household_id>("a"), true}});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  auto const& b = r.state_.households_.households_.at(named<household_id>("b"));
  EXPECT_EQ(r.now_ - seconds{60}, b.asked_);
  EXPECT_FALSE(custody::may_be_told(r.state_, b.id_, ""));
  r.must(duplicates::undo_merge{kMerge, "no"});
  EXPECT_EQ(r.now_, r.state_.households_.households_.at(named<household_id>("b")).asked_);
}

TEST(duplicates, a_person_judges_and_each_refusal_names_its_field) {
  auto r = with_a_and_b();
  auto const a = named<household_id>("a");
  auto const b = named<household_id>("b");
  EXPECT_EQ("reasons", refused_field(r, duplicates::suggest{a, b, ""}));
  EXPECT_EQ("b", refused_field(r, duplicates::suggest{a, a, "same telephone"}));
  EXPECT_EQ("b", refused_field(r, duplicates::suggest{a, named<household_id>("?"), "same telephone"}));
  r.must(duplicates::suggest{a, b, "same telephone"});
  r.must(duplicates::suggest{b, a, "same telephone"});
  EXPECT_EQ(1, r.state_.cases_.open_);
  EXPECT_EQ("from", refused_field(r, ask_for<duplicates::merged>{a_into_b()}));
  EXPECT_EQ("reason", refused_field(r, ask_for<duplicates::judged>{{a, b, duplicates::verdict::kSame, "", "me"}}));
  EXPECT_EQ("by", refused_field(r, ask_for<duplicates::judged>{{a, b, duplicates::verdict::kSame, "x", ""}}));
  r.must(ask_for<duplicates::judged>{{a, b, duplicates::verdict::kUnsure, "no answer", "me"}});
  EXPECT_EQ(1, r.state_.cases_.open_);
  judge_same(r);
  EXPECT_EQ(0, r.state_.cases_.open_);

  auto wrong = a_into_b();
  wrong.come_over_.clear();
  EXPECT_EQ("same", refused_field(r, ask_for<duplicates::merged>{wrong}));
  wrong = a_into_b();
  wrong.come_over_ = people({"a/1", "a/3"});
  EXPECT_EQ("come_over[0]", refused_field(r, ask_for<duplicates::merged>{wrong}));
  wrong = a_into_b();
  wrong.same_[0].of_into_ = named<person_id>("a/2");
  EXPECT_EQ("same[0].of_into", refused_field(r, ask_for<duplicates::merged>{wrong}));
  wrong = a_into_b();
  wrong.by_.clear();
  EXPECT_EQ("by", refused_field(r, ask_for<duplicates::merged>{wrong}));
  wrong = a_into_b();
  wrong.into_ = a;
  EXPECT_EQ("into", refused_field(r, ask_for<duplicates::merged>{wrong}));
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ("merge", refused_field(r, ask_for<duplicates::merged>{a_into_b()}));
  EXPECT_EQ("household", refused_field(r, custody::withdraw{a}));
  EXPECT_EQ("reason", refused_field(r, duplicates::undo_merge{kMerge, ""}));
  r.must(duplicates::undo_merge{kMerge, "no"});
  EXPECT_EQ("merge", refused_field(r, duplicates::undo_merge{kMerge, "no"}));
}

TEST(duplicates, the_entry_that_was_seen_is_the_one_that_is_kept) {
  auto r = with_a_and_b();
  r.must(trip_of(r, "trip", {"a"}));
  go_to_hall(r, {"a/1", "a/2", "a/3"});
  judge_same(r);
  EXPECT_EQ("same[0]", refused_field(r, ask_for<duplicates::merged>{a_into_b()}));
}

TEST(duplicates, standing_by_goes_over_to_the_other_household_and_back) {
  auto r = with_a_and_b();
  auto const by = [&] { return trips::standing_by(r.state_, r.state_.trips_.trips_.at(kTrip)); };
  r.must(trip_of(r, "trip", {}));
  r.must(ask_for<trips::standby_added>{{kTrip, named<household_id>("a")}});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ(std::vector{household_row{1}}, by());
  EXPECT_EQ("household", refused_field(r, ask_for<trips::standby_added>{{kTrip, named<household_id>("a")}}));
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ(std::vector{household_row{0}}, by());
}

TEST(duplicates, both_standing_by_are_one_until_they_stand_down) {
  auto r = with_a_and_b();
  auto const by = [&] { return trips::standing_by(r.state_, r.state_.trips_.trips_.at(kTrip)); };
  r.must(trip_of(r, "trip", {}));
  r.must(ask_for<trips::standby_added>{{kTrip, named<household_id>("a")}});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  auto const so_far = r.log_.size();
  r.must(ask_for<trips::standby_added>{{kTrip, named<household_id>("b")}});
  EXPECT_EQ(so_far, r.log_.size());
  EXPECT_EQ(std::vector{household_row{1}}, by());
  r.must(ask_for<trips::standby_removed>{{kTrip, named<household_id>("b")}});
  EXPECT_TRUE(by().empty());
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_TRUE(by().empty());
}

TEST(duplicates, both_arrived_hold_a_bed_each_again_after_the_undo) {
  auto r = with_a_and_b();
  r.must(trip_of(r, "trip", {"a", "b"}));
  go_to_hall(r, {"a/1", "a/2", "a/3", "b/1", "b/2"});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
  EXPECT_EQ((beds{3, 0}), r.state_.holds_.of_[0]->beds_);
  EXPECT_EQ((beds{2, 0}), r.state_.holds_.of_[1]->beds_);
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1", "a/2", "a/3", "b/1", "b/2"})});
  EXPECT_EQ((beds{5, 1}), free_in(r, "hall"));
}

TEST(duplicates, one_in_bed_and_one_waiting_are_that_again_after_the_undo) {
  auto r = with_a_and_b();
  r.must(custody::check_in{kHall, people({"b/1", "b/2"}), {}});
  r.must(custody::give_bed{kHall, named<room_id>("room 1"), people({"b/1", "b/2"})});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ(1, r.state_.custody_.by_place_[place::kWaiting]);  // a/3
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ(3, r.state_.custody_.by_place_[place::kWaiting]);
  EXPECT_EQ(place::kSheltered, r.where("b/1"));
  EXPECT_EQ((beds{8, 1}), free_in(r, "hall"));
}

TEST(duplicates, seen_at_two_places_is_a_case_and_an_undo_leaves_each_where_it_is) {
  auto r = with_a_and_b();
  auto const far = named<centre_id>("school far away");
  r.must(custody::check_in{far, people({"a/1", "a/2", "a/3"}), {}});
  r.must(custody::give_bed{far, named<room_id>("dormitory"), people({"a/1", "a/2", "a/3"})});
  r.must(custody::check_in{kHall, people({"b/1", "b/2"}), {}});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  EXPECT_EQ(cases::kind::kTwoPlaces, r.state_.cases_.cases_.all().back().what_.kind_);
  EXPECT_EQ((beds{49, 5}), free_in(r, "school far away"));  // a/3
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  EXPECT_EQ((beds{47, 5}), free_in(r, "school far away"));
  EXPECT_EQ(place::kSheltered, r.where("a/1"));
  EXPECT_EQ(place::kArrived, r.where("b/1"));
}

TEST(duplicates, beds_that_were_kept_without_a_trip_are_kept_again_while_they_are_free) {
  for (auto const taken_by_others : {false, true}) {
    auto r = with_a_and_b();
    r.must(trip_of(r, "trip", {"a"}));
    r.must(trips::call_off{kTrip, false, "shelling", r.now_ + seconds{7200}});
    EXPECT_EQ((beds{7, 1}), free_in(r, "hall"));
    judge_same(r);
    r.must(ask_for<duplicates::merged>{a_into_b()});
    EXPECT_EQ((beds{9, 1}), free_in(r, "hall"));  // a/3's
    if (taken_by_others) {
      r.must(ask_for<households::registered>{household_of("c", 8)});
      r.must(trip_of(r, "another", {"c"}));
    }
    r.must(duplicates::undo_merge{kMerge, "two families of one name"});
    EXPECT_EQ(taken_by_others ? (beds{1, 0}) : (beds{3, 0}), r.state_.holds_.of_[0]->beds_);
    EXPECT_FALSE(r.state_.holds_.of_[1]);
  }
}

TEST(duplicates, who_left_by_consent_since_the_merge_does_not_go_back) {
  auto r = with_a_and_b();
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  r.must(ask_for<households::split>{
      {named<household_id>("b"), named<household_id>("part"), people({"a/3"}), "consent 1"}});
  r.must(duplicates::undo_merge{kMerge, "two families of one name"});
  auto const& persons = r.state_.households_.persons_;
  auto const& households = r.state_.households_.households_;
  EXPECT_EQ(households.row_of(named<household_id>("part")), persons.at(named<person_id>("a/3")).household_);
  EXPECT_EQ(households.row_of(named<household_id>("a")), persons.at(named<person_id>("a/1")).household_);
  EXPECT_EQ(2U, households.at(named<household_id>("a")).persons_.size());
}

TEST(duplicates, a_merge_of_merges_is_undone_from_the_last_one_and_keeps_every_secret) {
  auto r = with_a_and_b();
  auto const c = named<household_id>("c");
  r.must(ask_for<households::registered>{household_of("c", 1)});
  r.must(ask_for<households::disclosure_set>{{named<household_id>("a"), true}});
  judge_same(r);
  r.must(ask_for<duplicates::merged>{a_into_b()});
  r.must(ask_for<duplicates::judged>{{named<household_id>("b"), c, duplicates::verdict::kSame, "a visit", "me"}});
  auto const second = named<merge_id>("second");
  r.must(ask_for<duplicates::merged>{{second,
                                      named<household_id>("b"),
                                      c,
                                      {{named<person_id>("b/1"), named<person_id>("c/1")}},
                                      people({"b/2", "a/3"}),
                                      "me"}});
  EXPECT_EQ(3, r.state_.households_.registered_);
  EXPECT_FALSE(custody::may_be_told(r.state_, c, ""));
  EXPECT_FALSE(custody::may_be_told(r.state_, named<household_id>("a"), ""));
  EXPECT_EQ("merge", refused_field(r, duplicates::undo_merge{kMerge, "no"}));
  r.must(duplicates::undo_merge{second, "no"});
  r.must(duplicates::undo_merge{kMerge, "no"});
  EXPECT_EQ(6, r.state_.households_.registered_);
  EXPECT_TRUE(custody::may_be_told(r.state_, c, ""));
}

}  // namespace leeward::operation
