#include <gtest/gtest.h>

#include "app/day/a_day.h"
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
  EXPECT_EQ(1000, outcome_.last_.registered_);
  EXPECT_GT(in(place::kSheltered), 900);
  EXPECT_EQ(1000, in(place::kSheltered) + in(place::kWaiting));
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
  EXPECT_EQ(0, in(place::kUnderWay));
  EXPECT_GT(in(place::kSheltered), 900);
  for (auto const& u : last_.plan_.unserved_) std::fprintf(stderr, "U %s %s\n", u.household_.c_str(), u.sentence_.c_str());
  for (auto const& h : desk_.known().households_.households_.all()) {
    auto r = desk_.known().households_.households_.find(h.id_);
    if (!members_at(desk_.known(), r, place::kWaiting).empty()) std::fprintf(stderr, "W conf %d entered %s legs %zu\n", (int)h.confirmed_.has_value(), to_string(h.entered_).c_str(), desk_.known().custody_.tracks_[h.persons_[0].v_].legs_.size());
  }
}

}  // namespace

}  // namespace leeward::app
