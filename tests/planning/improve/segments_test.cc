#include "planning/improve/segments.h"

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

TEST(segments, changes_the_cost_by_what_was_evaluated) { expect_exact(draw_segments); }

}  // namespace leeward::planning::improve
