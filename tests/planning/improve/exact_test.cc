#include "planning/improve/exact.h"

#include <gtest/gtest.h>

#include "planning/improve/random_problem.h"
#include "planning/improve/search.h"

namespace leeward::planning::improve {

namespace {

// Three vehicles, six loads, no ends.
trips::problem small_problem(random_source& dice) {
  auto p = random_problem(dice);
  p.waiting_counts_ = false;
  p.crews_.reset();
  p.desks_.reset();
  p.loads_.resize(6);
  p.vehicles_.resize(3);
  for (auto& v : p.vehicles_) {
    v.end_by_ = trips::kNoEnd;
  }
  for (auto& l : p.loads_) {
    l.carriers_ = {0};
  }
  return p;
}

}  // namespace

TEST(exact, agrees_with_a_long_search) {
  auto dice = random_source{11};
  for (auto i = 0; i != 12; ++i) {
    auto const p = small_problem(dice);
    auto const start = trips::construct(p);
    if (value_of(p, start).unserved_ != 0) {
      continue;
    }
    auto const exact = solve_exactly(p, start, 50'000'000);
    ASSERT_TRUE(exact.proven_);
    expect_whole(state{p, exact.best_, {}});
    auto s = search{p, start, 1, 300'000};
    run_rounds(s, run_in_turn, [] { return false; }, [](search const&) {});
    EXPECT_EQ(value_of(p, exact.best_), s.best_value());
  }
}

TEST(exact, proves_nothing_where_it_was_cut) {
  auto dice = random_source{12};
  auto const p = small_problem(dice);
  auto const start = trips::construct(p);
  EXPECT_FALSE(solve_exactly(p, start, 1).proven_);
}

}  // namespace leeward::planning::improve
