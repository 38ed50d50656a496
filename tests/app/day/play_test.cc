#include <gtest/gtest.h>

#include "app/day/a_day.h"

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

}  // namespace

}  // namespace leeward::app
