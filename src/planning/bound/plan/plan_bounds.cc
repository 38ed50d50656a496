#include "planning/bound/plan/plan_bounds.h"

#include <algorithm>

#include "planning/bound/plan/brought_by.h"
#include "planning/bound/plan/simple_terms.h"
#include "planning/waiting.h"
#include "planning/write_plan.h"

namespace leeward::planning {

term_bounds bound_plan(problem const& p) {
  auto const network = bound::fleet_network{p};
  auto const who = bound::find_who_can_go(p, network);
  auto const without_bed = bound::weight_without_bed(p, who);
  auto const waiting = waiting_if_nobody_went(p) - bound::most_saved(p, network, who);
  return {.unserved_weight_ = who.weight_of_others_ + without_bed,
          .weighted_waiting_s_ = std::max<std::int64_t>(0, waiting),
          .clearance_ = bound::earliest_clearance(p, network, who, without_bed),
          .own_tier_ = bound::most_in_own_tier(p, who),
          .length_m_ = bound::least_length(p, who, without_bed)};
}

void add_bounds(term_bounds const& b, plan& made) {
  auto const& proved = made.totals_.bounds_;
  if (!proved || !proved->proved_optimal_) {
    made.totals_.bounds_ = b;
  }
  name_by_content(made);
}

}  // namespace leeward::planning
