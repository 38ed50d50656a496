#include "planning/improve/recentre.h"

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

TEST(recentre, changes_the_cost_by_what_was_evaluated) { expect_exact(draw_recentre); }

}  // namespace leeward::planning::improve
