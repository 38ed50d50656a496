#include "planning/improve/relocate.h"

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

TEST(relocate, changes_the_cost_by_what_was_evaluated) { expect_exact(draw_relocate); }

}  // namespace leeward::planning::improve
