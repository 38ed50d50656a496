#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "app/day/a_day.h"
#include "app/plans/names.h"
#include "ledger/snapshot.h"
#include "operation/people.h"

namespace leeward::app {

namespace {

using namespace operation;

TEST_F(a_day, whoever_asked_before_the_last_plan_sleeps_in_a_bed) {
  play(R"(, {"at": "2024-01-05T09:00:00Z", "plan": {"name": "first"}},
          {"at": "2024-01-05T10:00:00Z", "confirm_all": {}},
          {"at": "2024-01-05T12:00:00Z", "plan": {"name": "second"}},
          {"at": "2024-01-05T15:00:00Z", "plan": {"name": "third"}},
          {"at": "2024-01-05T18:30:00Z", "plan": {"name": "last"}})");
  EXPECT_GT(outcome_.last_.registered_, 900);
  EXPECT_EQ(outcome_.last_.registered_, in(place::kSheltered));
}

TEST_F(a_day, a_bus_that_is_lost_on_its_way_hands_its_people_over) {
  play(R"(, {"at": "2024-01-05T09:00:00Z", "plan": {"name": "first"}},
          {"at": "2024-01-05T10:00:00Z", "plan": {"name": "second", "loses_fullest_bus": true, "loses_busiest_bridge": true}},
          {"at": "2024-01-05T18:30:00Z", "plan": {"name": "last"}})");
  auto broken = 0;
  auto transferred = 0;
  for (auto const& t : desk_.known().trips_.trips_.all()) {
    broken += static_cast<int>(t.phase_ == trips::phase::kBrokenDown);
  }
  for (auto const& t : desk_.known().custody_.tracks_) {
    for (auto const& l : t.legs_) {
      transferred += static_cast<int>(l.closed_ && l.end_ == custody::leg_end::kTransferred);
    }
  }
  EXPECT_EQ(1, broken);
  EXPECT_GT(transferred, 0);
  EXPECT_GT(outcome_.last_.registered_, 900);
  EXPECT_EQ(outcome_.last_.registered_, in(place::kSheltered));
}

TEST_F(a_day, comes_out_the_same_to_the_last_byte_when_it_is_played_elsewhere) {
  auto const steps = std::string{R"(, {"at": "2024-01-05T09:00:00Z", "plan": {"name": "first"}},
          {"at": "2024-01-05T10:00:00Z", "plan": {"name": "second", "loses_fullest_bus": true}})"};
  play(steps);
  auto elsewhere = desk_in_memory{};
  ASSERT_TRUE(play_on(elsewhere, steps).has_value());
  EXPECT_EQ(ledger::hash_of(desk_.known()), ledger::hash_of(elsewhere.known()));
}

// One household does not come, another leaves by itself, a third is counted wrong, a fourth stays after all.
TEST_F(a_day, people_who_do_otherwise_are_where_they_say) {
  play(R"(, {"at": "2024-01-05T08:00:00Z", "stays_away": {"household": "h1"}},
          {"at": "2024-01-05T08:00:00Z", "miscount": {"household": "h4", "more": 1, "reason": "A bag."}},
          {"at": "2024-01-05T17:00:00Z", "confirm_all": {}},
          {"at": "2024-01-05T18:00:00Z", "plan": {"name": "only"}},
          {"at": "2024-01-05T18:00:00Z", "ask": {"left_by_themselves": {"household": "#h2"}}},
          {"at": "2024-01-05T18:00:00Z", "ask": {"withdraw": {"household": "#h3"}}},
          {"at": "2024-01-07T10:00:00Z", "centre_life": {"household": "h4", "does": "leaves", "how": "home"}},
          {"at": "2024-01-07T10:00:00Z", "centre_life": {"household": "h5", "does": "goes_out"}})");
  auto const& s = desk_.known();
  auto const where = [&](std::string_view const name) {
    auto const all = s.households_.households_.at(number_of<household_id>(name)).persons_;
    return place_of(s, all.front());
  };
  EXPECT_EQ(place::kWaiting, where("h1"));
  EXPECT_EQ(place::kGone, where("h2"));
  EXPECT_EQ(place::kGone, where("h3"));
  EXPECT_EQ(place::kGone, where("h4"));
  EXPECT_EQ(place::kAbsent, where("h5"));
  auto counted = 0;
  for (auto const& c : s.cases_.cases_.all()) {
    counted += static_cast<int>(c.what_.kind_ == cases::kind::kHeadCount);
  }
  EXPECT_EQ(1, counted);
}

}  // namespace

}  // namespace leeward::app
