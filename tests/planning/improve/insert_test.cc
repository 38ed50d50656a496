#include "planning/improve/insert.h"

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

TEST(insert, changes_the_cost_by_what_was_evaluated) { expect_exact(draw_insert); }

}  // namespace leeward::planning::improve
