#include "planning/improve/search.h"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

namespace {

trips::solution found(trips::problem const& p, run_all const& run) {
  auto s = search{p, trips::construct(p), 7, 600'000};
  run_rounds(s, run, [] { return false; }, [](search const&) {});
  EXPECT_EQ(value_of(p, s.best()), s.best_value());
  expect_whole(state{p, s.best(), {}});
  return s.best();
}

void run_in_threads(std::vector<std::function<void()>> const& all) {
  auto threads = std::vector<std::jthread>{};
  for (auto const& one : all) {
    threads.emplace_back(one);
  }
}

void run_backwards(std::vector<std::function<void()>> const& all) {
  std::for_each(rbegin(all), rend(all), [](auto const& one) { one(); });
}

}  // namespace

TEST(search, finds_the_same_in_any_threads) {
  auto dice = random_source{3};
  for (auto i = 0; i != 4; ++i) {
    auto const p = random_problem(dice);
    auto const alone = found(p, run_in_turn);
    EXPECT_EQ(alone.trips_, found(p, run_in_threads).trips_);
    EXPECT_EQ(alone.trips_, found(p, run_backwards).trips_);
  }
}

TEST(search, is_never_worse_than_its_start) {
  auto dice = random_source{4};
  for (auto i = 0; i != 8; ++i) {
    auto const p = random_problem(dice);
    auto const start = trips::construct(p);
    auto s = search{p, start, 1, 20'000};
    run_rounds(s, run_in_turn, [] { return false; }, [](search const&) {});
    EXPECT_LE(s.best_value(), value_of(p, start));
  }
}

TEST(search, takes_over_what_is_better_and_nothing_else) {
  auto dice = random_source{6};
  for (auto i = 0; i != 4; ++i) {
    auto const p = random_problem(dice);
    auto const start = trips::construct(p);
    auto const better = found(p, run_in_turn);
    auto s = search{p, start, 1, 20'000};
    s.take(better);
    EXPECT_EQ(s.best_value(), value_of(p, better));
    s.take(start);
    EXPECT_EQ(s.best_value(), value_of(p, better));
    run_rounds(s, run_in_turn, [] { return false; }, [](search const&) {});
    EXPECT_LE(s.best_value(), value_of(p, better));
  }
}

TEST(search, ends_at_its_aim_and_when_it_is_stopped) {
  auto dice = random_source{5};
  auto p = random_problem(dice);
  p.waiting_counts_ = false;
  auto const start = trips::construct(p);
  auto stopped = search{p, start, 1, 1'000'000'000};
  run_rounds(stopped, run_in_turn, [] { return true; }, [](search const&) {});
  EXPECT_EQ(0, stopped.iterations());
  auto aimed = search{p, {start.trips_, {}}, 1, 1'000'000'000};
  aimed.aim_for(value_of(p, start).makespan_);
  EXPECT_TRUE(aimed.is_done());
}

}  // namespace leeward::planning::improve
