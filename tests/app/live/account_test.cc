#include "app/live/account.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/dump.h"
#include "base/json/decode.h"
#include "operation/running.h"

namespace leeward::app {
namespace {

using namespace operation;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

auto const kTrip = named<trip_id>("trip");

// Three are under way to the hall, two were there for nobody.
running under_way() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(ask_for<households::registered>{household_of("b", 2)});
  r.must(trip_of(r, "trip", {"a"}));
  r.must(trips::change_phase{kTrip, trips::phase::kReleased, {}});
  r.must(trips::change_phase{kTrip, trips::phase::kAtPoint, named<point_id>("school")});
  r.wait(seconds{600});
  r.must(custody::board{kTrip, people({"a/1", "a/2", "a/3"})});
  r.must(trips::depart{.trip_ = kTrip, .counted_ = 3, .reason_ = {}, .missing_ = {}});
  return r;
}

account_of_person line_of(account const& a, std::string_view const name) {
  return *std::ranges::find(a.people_, named<person_id>(name), &account_of_person::person_);
}

TEST(account_test, says_of_each_person_where_and_by_what_evidence) {
  auto const r = under_way();
  auto const a = account_of(r.state_, 42, r.now_);
  EXPECT_EQ(5U, a.people_.size());
  auto const line = line_of(a, "a/2");
  EXPECT_EQ(named<household_id>("a"), line.household_);
  EXPECT_EQ(place::kUnderWay, line.place_);
  EXPECT_EQ(r.now_, line.since_);
  ASSERT_TRUE(line.last_);
  EXPECT_EQ(r.now_, line.last_->at_);
  EXPECT_EQ(kTrip, line.last_->trip_);
  EXPECT_EQ(r.now_ + seconds{8 * 3600}, line.limit_);
  EXPECT_FALSE(line.overdue_);
  EXPECT_FALSE(line_of(a, "b/1").last_);
  EXPECT_EQ(42U, a.totals_.events_);
  EXPECT_EQ("5 January", a.totals_.operation_);
}

TEST(account_test, adds_up) {
  auto const r = under_way();
  auto const t = account_of(r.state_, 42, r.now_).totals_;
  EXPECT_THAT(t.places_,
              UnorderedElementsAre(Pair("waiting", 2), Pair("promised", 0), Pair("boarded", 0), Pair("under_way", 3),
                                   Pair("arrived", 0), Pair("sheltered", 0), Pair("absent", 0), Pair("gone", 0)));
  EXPECT_EQ(5, t.registered_);
  EXPECT_EQ(0, t.overdue_);
}

TEST(account_test, names_who_was_not_seen_for_too_long_with_case_owner_and_clock) {
  auto r = under_way();
  r.wait(seconds{8 * 3600});
  auto const before = account_of(r.state_, 42, r.now_);
  EXPECT_EQ(3, before.totals_.overdue_);
  EXPECT_EQ(3, before.totals_.without_case_);
  EXPECT_TRUE(line_of(before, "a/1").overdue_);
  EXPECT_FALSE(line_of(before, "a/1").question_);

  r.must(operations::advance_clock{});
  auto const after = account_of(r.state_, 43, r.now_);
  EXPECT_EQ(3, after.totals_.overdue_);
  EXPECT_EQ(0, after.totals_.without_case_);
  EXPECT_EQ(1, after.totals_.open_cases_);
  auto const question = line_of(after, "a/1").question_;
  ASSERT_TRUE(question);
  EXPECT_EQ(r.now_, question->since_);
  EXPECT_GT(question->due_, r.now_);
  EXPECT_EQ(question->case_, line_of(after, "a/3").question_->case_);
  EXPECT_FALSE(line_of(after, "b/1").overdue_);
}

TEST(account_test, names_where_somebody_was_seen) {
  auto r = under_way();
  r.must(ask_for<custody::sighted>{{people({"b/1"}), {}, named<point_id>("school"), "steward"}});
  auto const line = line_of(account_of(r.state_, 1, r.now_), "b/1");
  ASSERT_TRUE(line.last_);
  EXPECT_EQ("School 3", line.last_->where_);
  EXPECT_EQ(named<point_id>("school"), line.last_->point_);
}

struct dumped_trip {
  static constexpr bool kAllowsOtherFields = true;
  struct line {
    person_id person_;
    place at_{};
  };
  trip_id trip_;
  trips::phase phase_{};
  centre_id to_;
  std::vector<line> manifest_;
};
BOOST_DESCRIBE_STRUCT(dumped_trip::line, (), (person_, at_))
BOOST_DESCRIBE_STRUCT(dumped_trip, (), (trip_, phase_, to_, manifest_))

struct dumped_centre {
  static constexpr bool kAllowsOtherFields = true;
  std::string name_;
  beds beds_;
  beds held_;
  beds free_;
};
BOOST_DESCRIBE_STRUCT(dumped_centre, (), (name_, beds_, held_, free_))

TEST(dump_test, tells_every_kind_of_thing_one_kind_after_the_other) {
  auto const r = under_way();
  auto kinds = std::vector<std::string>{};
  auto trips = std::vector<dumped_trip>{};
  auto centres = std::vector<dumped_centre>{};
  auto people = std::vector<account_of_person>{};
  dump(r.state_, [&](std::string_view const kind, std::string const& json) {
    if (kinds.empty() || kinds.back() != kind) {
      kinds.emplace_back(kind);
    }
    if (kind == "trips") {
      trips.push_back(json::decode<dumped_trip>(json, "trip").value());
    } else if (kind == "centres") {
      centres.push_back(json::decode<dumped_centre>(json, "centre").value());
    } else if (kind == "people") {
      people.push_back(json::decode<account_of_person>(json, "person").value());
    }
  });
  EXPECT_THAT(kinds, ElementsAre("operation", "zones", "points", "depots", "vehicles", "crews", "centres", "households",
                                 "people", "trips"));
  ASSERT_EQ(1U, trips.size());
  EXPECT_EQ(trips::phase::kUnderWay, trips[0].phase_);
  ASSERT_EQ(3U, trips[0].manifest_.size());
  EXPECT_EQ(named<person_id>("a/1"), trips[0].manifest_[0].person_);
  EXPECT_EQ(place::kUnderWay, trips[0].manifest_[0].at_);
  ASSERT_EQ(2U, centres.size());
  EXPECT_EQ((beds{10, 1}), centres[0].beds_);
  EXPECT_EQ((beds{3, 0}), centres[0].held_);
  EXPECT_EQ((beds{7, 1}), centres[0].free_);
  ASSERT_EQ(5U, people.size());
  EXPECT_EQ(place::kUnderWay, people[0].place_);
  EXPECT_EQ(place::kWaiting, people[4].place_);
}

}  // namespace
}  // namespace leeward::app
