#include <gtest/gtest.h>

#include "operation/running.h"

// A child without anybody who looks after it is somebody's case until there is one.
namespace leeward::operation {

namespace {

auto const kChild = named<person_id>("a/2");

// "a" is a mother and her child, promised places on a bus that is loading.
running loading() {
  auto r = begun();
  auto a = household_of("a", 2);
  a.members_[1].age_ = households::age_band::kChild;
  r.must(ask_for<households::registered>{a});
  r.must(trip_of(r, "trip", {"a"}));
  r.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
  return r;
}

std::size_t open_cases(running const& r) { return r.state_.cases_.alone_.size(); }

void go_without_mother(running& r) {
  r.must(custody::board{kTrip, {kChild}});
  r.must(trips::depart{kTrip, {}, {}, {{named<person_id>("a/1"), trips::missing_reason::kWillFollow}}});
}

}  // namespace

TEST(child_alone, is_a_case_at_boarding_until_its_mother_boards) {
  auto r = loading();
  r.must(custody::board{kTrip, {kChild}});
  auto const& c = r.state_.cases_.cases_.all().back();
  EXPECT_EQ(cases::kind::kChildAlone, c.what_.kind_);
  EXPECT_EQ(cases::owner::kCentreClerk, c.what_.owner_);
  EXPECT_EQ(r.now_ + seconds{1800}, c.what_.due_);
  EXPECT_EQ("A child is on board without anybody who looks after it.", c.what_.sentence_);
  EXPECT_EQ(std::vector{kChild}, c.what_.about_.persons_);
  EXPECT_EQ(kTrip, c.what_.about_.trip_);
  EXPECT_EQ(kHall, c.what_.about_.centre_);
  r.must(custody::board{kTrip, {kChild}});  // said before
  EXPECT_EQ(1U, r.state_.cases_.cases_.size());
  r.must(custody::board{kTrip, people({"a/1"})});
  EXPECT_TRUE(c.settled_);
  EXPECT_EQ(0U, open_cases(r));
}

TEST(child_alone, a_family_that_boards_together_is_none) {
  auto r = loading();
  r.must(custody::board{kTrip, people({"a/2", "a/1"})});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  EXPECT_EQ(0U, r.state_.cases_.cases_.size());
}

TEST(child_alone, is_a_case_at_departure_when_its_guardian_does_not_travel_after_all) {
  auto r = loading();
  r.must(ask_for<households::registered>{household_of("aunt", 1)});
  r.must(ask_for<custody::guardian_set>{{kChild, people({"aunt/1"}), {}}});
  r.must(custody::board{kTrip, people({"a/2", "aunt/1"})});
  EXPECT_EQ(0U, open_cases(r));
  r.must(custody::withdraw{named<household_id>("aunt")});
  r.must(custody::board{kTrip, people({"a/1"})});  // its mother, and no guardian of it
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  EXPECT_EQ("A child travels without anybody who looks after it.", r.state_.cases_.cases_.all().back().what_.sentence_);
  EXPECT_EQ(1U, open_cases(r));
}

TEST(child_alone, is_settled_by_a_hand_over) {
  auto r = loading();
  go_without_mother(r);
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = {}, .reason_ = {}});
  EXPECT_EQ(1U, open_cases(r));
  r.must(ask_for<custody::handed_over>{{kChild, "aunt", "passport", "staff 1", "staff 2"}});
  EXPECT_EQ(0U, open_cases(r));
}

TEST(child_alone, is_settled_when_its_mother_arrives_after_it) {
  auto r = loading();
  go_without_mother(r);
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = {}, .reason_ = {}});
  r.must(custody::check_in{named<centre_id>("school far away"), people({"a/1"}), {}});
  EXPECT_EQ(1U, open_cases(r));  // another centre
  r.must(custody::check_in{kHall, people({"a/1"}), {}});
  EXPECT_EQ(0U, open_cases(r));
}

TEST(child_alone, is_settled_when_it_arrives_where_its_mother_is) {
  auto r = loading();
  r.must(custody::board{kTrip, {kChild}});
  r.must(custody::check_in{kHall, people({"a/1"}), {}});
  r.must(trips::depart{kTrip, {}, {}, {}});
  EXPECT_EQ(1U, open_cases(r));
  r.must(trips::arrive{.trip_ = kTrip, .counted_ = {}, .reason_ = {}});
  EXPECT_EQ(0U, open_cases(r));
}

TEST(child_alone, is_a_case_when_it_changes_buses_without_its_guardian) {
  auto r = loading();
  r.must(ask_for<households::registered>{household_of("aunt", 1)});
  r.must(ask_for<custody::guardian_set>{{kChild, people({"aunt/1"}), {}}});
  auto const other = on_bus("2", trip_of(r, "other", {}));
  r.must(other);
  r.must(custody::board{kTrip, people({"a/1", "a/2", "aunt/1"})});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = {}, .reason_ = {}, .missing_ = {}});
  r.must(trips::break_down{kTrip, "engine"});
  r.must(trips::change_phase{other.trip_, trips::phase::kLoading, {}});
  r.must(trips::transfer{kTrip, other.trip_, {named<household_id>("a")}});
  EXPECT_EQ(1U, open_cases(r));
  r.must(trips::transfer{kTrip, other.trip_, {named<household_id>("aunt")}});
  EXPECT_EQ(0U, open_cases(r));
}

TEST(child_alone, who_is_barred_stays_barred_under_the_number_that_a_merge_keeps) {
  auto r = begun();
  for (auto const name : {"a", "b"}) {
    auto h = household_of(name, 1);
    h.members_[0].age_ = households::age_band::kChild;
    r.must(ask_for<households::registered>{h});
  }
  auto const a = named<household_id>("a");
  auto const b = named<household_id>("b");
  r.must(ask_for<custody::guardian_set>{{named<person_id>("a/1"), {}, {"father"}}});
  r.must(ask_for<duplicates::judged>{{a, b, duplicates::verdict::kSame, "spoke to them", "me"}});
  r.must(ask_for<duplicates::merged>{
      {named<merge_id>("m"), a, b, {{named<person_id>("a/1"), named<person_id>("b/1")}}, {}, "me"}});
  auto const over = custody::handed_over{named<person_id>("b/1"), "father", "passport", "staff 1", "staff 2"};
  EXPECT_EQ("to", r.try_to(ask_for<custody::handed_over>{over})->field_);
}

}  // namespace leeward::operation
