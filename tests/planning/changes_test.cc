#include "planning/changes.h"

#include <gtest/gtest.h>

namespace leeward::planning {
namespace {

constexpr auto const kNine = instant{1704445200};

plan with(std::vector<assignment> households) {
  auto p = plan{};
  for (auto const* const id : {"t1", "t2"}) {
    auto& t = p.trips_.emplace_back();
    t.id_ = id;
    t.vehicle_ = id == std::string{"t1"} ? "bus" : "coach";
  }
  p.households_ = std::move(households);
  return p;
}

assignment ticket(std::string household, std::string trip, std::int64_t const minutes) {
  auto a = assignment{};
  a.household_ = std::move(household);
  a.trip_ = std::move(trip);
  a.pickup_point_ = "square";
  a.boarding_ = kNine + seconds{minutes * 60};
  a.centre_ = "hall";
  return a;
}

scenario of(std::vector<std::string> const& ids) {
  auto s = scenario{};
  for (auto const& id : ids) {
    s.households_.emplace_back().id_ = id;
  }
  return s;
}

TEST(changes_between, lists_tickets_that_move_go_and_come) {
  auto const before = with({ticket("same", "t1", 0), ticket("later", "t1", 0), ticket("gone", "t2", 0)});
  auto const after = with({ticket("new", "t2", 5), ticket("same", "t1", 0), ticket("later", "t1", 10)});
  auto const changes = changes_between(of({"new", "same", "later", "gone", "never"}), before, after);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].household_, "new");
  EXPECT_FALSE(changes[0].was_.has_value());
  EXPECT_EQ(changes[0].is_->vehicle_, "coach");
  EXPECT_EQ(changes[1].household_, "later");
  EXPECT_EQ(changes[1].is_->boarding_ - changes[1].was_->boarding_, seconds{600});
  EXPECT_EQ(changes[2].household_, "gone");
  EXPECT_FALSE(changes[2].is_.has_value());
}

TEST(changes_between, does_not_mind_how_a_trip_is_called) {
  auto const before = with({ticket("a", "t1", 0)});
  auto after = before;
  after.trips_[0].id_ = "t9";
  after.households_[0].trip_ = "t9";
  EXPECT_TRUE(changes_between(of({"a"}), before, after).empty());
}

}  // namespace
}  // namespace leeward::planning
