#include "planning/improve_plan.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/make_plan.h"

// A day on which greed is wrong, so small that the best plan is known. One bus of ten seats and ten people at each of
// two points: "here" is a minute nearer to the yard than "there", but from the hall the way back to "there" is long.
//   yard to here 10 min, to there 11; from both to the hall 60; from the hall to here 30, to there 120, to the yard 60
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

// Arrivals in minutes. Here first: 10 + 1 + 60, and after a minute's unloading 120 + 1 + 60. There first: 11 + 1 + 60,
// and then 1 + 30 + 1 + 60.
constexpr auto const kGreedy = std::int64_t{10} * (71 + 253);
constexpr auto const kBest = std::int64_t{10} * (72 + 164);
constexpr auto const kBegun = std::int64_t{4} * 71;  // four from here, by the other bus

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

vehicle bus(std::string id, std::int64_t const until) {
  auto v = vehicle{};
  v.id_ = std::move(id);
  v.depot_ = "yard";
  v.seats_ = {10};
  v.crews_ = {{.id_ = "crew of " + v.id_, .shifts_ = {{.from_ = at(0), .until_ = at(until)}}}};
  return v;
}

household family(std::string id, std::string point, std::int64_t const size) {
  auto h = household{};
  h.id_ = std::move(id);
  h.pickup_point_ = std::move(point);
  h.persons_ = {size};
  return h;
}

scenario day() {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(720);
  s.loading_ = {{60}, {0}};
  s.unloading_ = {{60}, {0}};
  s.depots_.emplace_back().id_ = "yard";
  for (auto const* const id : {"here", "there"}) {
    s.pickup_points_.emplace_back().id_ = id;
  }
  s.centres_.emplace_back().id_ = "hall";
  s.centres_[0].beds_ = {.general_ = {40}, .accessible_ = {0}};
  s.vehicles_ = {bus("bus", 720)};
  s.households_ = {family("a", "here", 10), family("b", "there", 10)};
  return s;
}

plan plan_for(scenario const& s, std::int64_t const iterations, worth* const told = nullptr) {
  auto const minutes = [](std::int64_t const n) { return way{seconds{n * 60}, metres{}}; };
  auto const times = times_from(s, {{{"yard", "here"}, minutes(10)},
                                    {{"yard", "there"}, minutes(11)},
                                    {{"here", "there"}, minutes(20)},
                                    {{"here", "hall"}, minutes(60)},
                                    {{"there", "hall"}, minutes(60)},
                                    {{"hall", "here"}, minutes(30)},
                                    {{"hall", "there"}, minutes(120)},
                                    {{"hall", "yard"}, minutes(60)}});
  auto options = planning_options{};
  if (iterations != 0) {
    options.improve_ = improve_options{.iterations_ = iterations,
                                       .passed_ = [] { return 0.0; },
                                       .progress_ =
                                           [&](worth const& now, std::int64_t, bool) {
                                             if (told != nullptr) {
                                               *told = now;
                                             }
                                           }};
  }
  return make_plan(s, times, options);
}

TEST(improve_plan, finds_the_better_order_that_greed_misses) {
  auto const first = plan_for(day(), 0);
  EXPECT_EQ(first.totals_.weighted_waiting_s_, kGreedy * 60);
  auto const improved = plan_for(day(), 1000);
  EXPECT_EQ(improved.totals_.weighted_waiting_s_, kBest * 60);
  ASSERT_EQ(improved.trips_.size(), 2U);
  EXPECT_EQ(improved.trips_[0].pickups_[0].households_, std::vector<std::string>{"b"});
  EXPECT_EQ(improved.totals_.clearance_, at(164));
}

// A second bus has begun a trip, and its crew has no time for another one.
TEST(improve_plan, leaves_what_is_committed_as_it_is) {
  auto s = day();
  s.households_ = {family("c", "here", 4)};
  s.vehicles_ = {bus("begun", 140)};
  auto const begun = plan_for(s, 0);
  ASSERT_EQ(begun.trips_.size(), 1U);

  s = day();
  s.vehicles_.push_back(bus("begun", 140));
  s.households_.push_back(family("c", "here", 4));
  s.committed_ = committed{.trips_ = begun.trips_, .duties_ = begun.duties_, .holds_ = {}};
  auto told = worth{};
  auto const first = plan_for(s, 0);
  auto const improved = plan_for(s, 1000, &told);
  EXPECT_EQ(first.totals_.weighted_waiting_s_, (kGreedy + kBegun) * 60);
  EXPECT_EQ(improved.totals_.weighted_waiting_s_, (kBest + kBegun) * 60);
  EXPECT_EQ(told.waiting_s_, improved.totals_.weighted_waiting_s_) << "who is on the way waits too";
  EXPECT_EQ(std::ranges::count(improved.trips_, begun.trips_[0]), 1);
  EXPECT_EQ(std::ranges::count(improved.duties_, begun.duties_[0]), 1);
}

TEST(improve_plan, tells_of_those_for_whom_there_is_no_bed_too) {
  auto s = day();
  s.centres_[0].beds_.general_ = {10};
  auto told = worth{};
  auto const improved = plan_for(s, 1000, &told);
  EXPECT_EQ(told.unserved_, 10);
  EXPECT_EQ(told.unserved_, improved.totals_.unserved_weight_);
  EXPECT_EQ(told.waiting_s_, improved.totals_.weighted_waiting_s_);
}

}  // namespace
}  // namespace leeward::planning
