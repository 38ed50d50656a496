#include "planning/bound/bep_bound.h"

#include <gtest/gtest.h>

#include "planning/bound/small_instances.h"

namespace leeward::planning {

namespace {

bool never() { return false; }

// One yard, one bus: to the point in 2, to the shelter in 3, and back and forth for the second load.
bep_instance one_bus() {
  return {.capacity_ = 10, .buses_ = {1}, .demand_ = {15}, .room_ = {20}, .from_yard_ = {2}, .between_ = {3}};
}

TEST(bep_bound, one_bus_drives_back_and_forth) {
  EXPECT_EQ(bep_bound(one_bus(), 11, never), 11);
  EXPECT_EQ(bep_bound(one_bus(), 50, never), 11);
}

TEST(bep_bound, a_second_bus_halves_it) {
  auto b = one_bus();
  b.buses_ = {2};
  EXPECT_EQ(bep_bound(b, 50, never), 5);
}

TEST(bep_bound, the_plan_it_came_upon_is_one) {
  auto const b = one_bus();
  auto times = 0;
  EXPECT_EQ(bep_bound(b, 50, never,
                      [&](std::vector<bep_route> const& plan, std::int64_t const makespan) {
                        ++times;
                        auto const j = judge_plan(b, plan);
                        EXPECT_EQ(j.broken_, "");
                        EXPECT_EQ(j.makespan_, makespan);
                      }),
            11);
  EXPECT_EQ(times, 1);
}

// Only the near shelter has no room for both: the proof has to see the capacities.
TEST(bep_bound, a_full_shelter_sends_a_load_far) {
  auto const b = bep_instance{
      .capacity_ = 1, .buses_ = {2}, .demand_ = {2}, .room_ = {1, 1}, .from_yard_ = {1}, .between_ = {1, 9}};
  EXPECT_EQ(bep_bound(b, 100, never), 10);
}

TEST(bep_bound, nobody_waits) {
  auto b = one_bus();
  b.demand_ = {0};
  EXPECT_EQ(bep_bound(b, 7, never), 0);
}

// A route could go back and forth for ever between a point and a shelter at the same place.
TEST(bep_bound, a_leg_without_time_leaves_the_simple_bound) {
  auto b = one_bus();
  b.between_ = {0};
  EXPECT_EQ(bep_bound(b, 2, never), 0);
  b.demand_ = {15, 10};
  b.room_ = {30};
  b.from_yard_ = {2, 4};
  b.between_ = {0, 3};
  auto const bound = bep_bound(b, 100, never);
  EXPECT_GE(bound, 6);
  EXPECT_LE(bound, 8);
}

TEST(bep_bound, stopped_at_once_it_says_little_but_true) {
  auto const bound = bep_bound(one_bus(), 11, [] { return true; });
  EXPECT_GE(bound, 5);
  EXPECT_LE(bound, 11);
}

// Times of weeks in milliseconds are counted in coarser units.
TEST(bep_bound, long_times_are_coarsened) {
  auto b = one_bus();
  b.from_yard_ = {200'000'000};
  b.between_ = {100'000'000};
  auto const bound = bep_bound(b, 500'000'000, never);
  EXPECT_LE(bound, 500'000'000);
  EXPECT_GE(bound, 499'999'000);
}

TEST(bep_bound, never_above_the_best_of_small_instances_and_nearly_always_there) {
  auto dice = random_source{4};
  auto met = 0;
  constexpr auto const kInstances = 300;
  for (auto i = 0; i != kInstances; ++i) {
    auto const b = random_instance(dice, 5, 1);
    auto const best = brute_force(b);
    auto const bound = bep_bound(b, best + dice.between(0, 9), never,
                                 [&](std::vector<bep_route> const& plan, std::int64_t const makespan) {
                                   auto const j = judge_plan(b, plan);
                                   EXPECT_EQ(j.broken_, "");
                                   EXPECT_EQ(j.makespan_, makespan);
                                   EXPECT_GE(makespan, best);
                                 });
    EXPECT_LE(bound, best) << "instance " << i;
    met += bound == best ? 1 : 0;
  }
  EXPECT_GE(met, kInstances * 95 / 100);
}

TEST(bep_bound, legs_without_time_never_lift_it_too_far) {
  auto dice = random_source{5};
  for (auto i = 0; i != 100; ++i) {
    auto const b = random_instance(dice, 4, 0);
    auto const best = brute_force(b);
    EXPECT_LE(bep_bound(b, best + 5, never), best) << "instance " << i;
  }
}

// The rounds of linear programs until it has to stop.
std::function<bool()> after(int const rounds) {
  return [left = rounds]() mutable { return --left < 0; };
}

TEST(bep_bound, random_instances_of_the_benchmark_are_proven) {
  auto const all = known_instances("BEP-1-");
  if (all.empty()) {
    GTEST_SKIP() << "no ../shared/data/bep";
  }
  ASSERT_EQ(all.size(), 90);
  auto met = 0;
  for (auto const& i : all) {
    auto const bound = bep_bound(i.instance_, i.upper_, after(400));
    EXPECT_LE(bound, i.upper_) << i.name_;
    EXPECT_GE(bound, i.lower_ - 1) << i.name_;
    met += bound == i.upper_ ? 1 : 0;
  }
  EXPECT_GE(met, 89);
}

TEST(bep_bound, valparaiso_comes_close) {
  auto const all = known_instances("BEP-5-52-12-");
  if (all.empty()) {
    GTEST_SKIP() << "no ../shared/data/bep";
  }
  ASSERT_EQ(all.size(), 8);
  for (auto const& i : all) {
    auto best = i.upper_;
    auto const bound = bep_bound(i.instance_, i.upper_, after(100),
                                 [&](std::vector<bep_route> const& plan, std::int64_t const makespan) {
                                   auto const j = judge_plan(i.instance_, plan);
                                   EXPECT_EQ(j.broken_, "") << i.name_;
                                   EXPECT_EQ(j.makespan_, makespan) << i.name_;
                                   EXPECT_LT(makespan, best) << i.name_;
                                   best = makespan;
                                 });
    EXPECT_LE(bound, best) << i.name_;
    EXPECT_GE(bound * 1000, i.lower_ * 990) << i.name_;
  }
}

}  // namespace

}  // namespace leeward::planning
