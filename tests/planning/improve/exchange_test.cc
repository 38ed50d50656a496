#include "planning/improve/exchange.h"

#include "planning/improve/random_problem.h"

namespace leeward::planning::improve {

TEST(exchange, changes_the_cost_by_what_was_evaluated) { expect_exact(draw_exchange); }

}  // namespace leeward::planning::improve
