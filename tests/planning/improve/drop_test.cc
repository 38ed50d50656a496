#include "planning/improve/drop.h"

#include "planning/improve/insert.h"
#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

// Each drop follows inserts, for a first solution leaves all optional loads unserved.
TEST(drop, changes_the_cost_by_what_was_evaluated) {
  expect_exact([](state& s, neighbours const& near, random_source& dice) {
    if (auto const m = draw_insert(s, near, dice); m && evaluate(s, *m)) {
      apply(s, *m);
    }
    return draw_drop(s, dice);
  });
}

TEST(drop, never_leaves_behind_who_waits) {
  auto dice = random_source{1};
  auto p = random_problem(dice);
  for (auto& l : p.loads_) {
    l.optional_ = false;
  }
  auto const s = state{p, trips::construct(p), {}};
  for (auto i = 0; i != 100; ++i) {
    EXPECT_FALSE(draw_drop(s, dice));
  }
}

}  // namespace leeward::planning::improve
