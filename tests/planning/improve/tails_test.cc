#include "planning/improve/tails.h"

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

TEST(tails, changes_the_cost_by_what_was_evaluated) { expect_exact(draw_tails); }

}  // namespace leeward::planning::improve
