#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "planning/bound/bep_bound.h"
#include "planning/bound/small_instances.h"

namespace leeward::planning {

namespace {

RC_GTEST_PROP(bep_bound_law, no_plan_is_below_it, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  auto const b = random_instance(dice, *rc::gen::inRange<std::int64_t>(1, 13), *rc::gen::inRange<std::int64_t>(0, 3));
  auto shortest = std::int64_t{1'000'000};
  for (auto i = 0; i != 30; ++i) {
    auto const j = judge_plan(b, random_plan(dice, b));
    RC_ASSERT(j.broken_.empty());
    shortest = std::min(shortest, j.makespan_);
  }
  auto rounds = 0;
  auto const bound = bep_bound(
      b, shortest + dice.between(0, 20), [&] { return ++rounds > 300; },
      [&](std::vector<bep_route> const& plan, std::int64_t const makespan) {
        auto const j = judge_plan(b, plan);
        RC_ASSERT(j.broken_.empty());
        RC_ASSERT(j.makespan_ == makespan);
        shortest = std::min(shortest, makespan);
      });
  RC_ASSERT(bound <= shortest);
}

}  // namespace

}  // namespace leeward::planning
