#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planning/bound/plan/fleet_network.h"
#include "planning/problem.h"

// The terms that take no search.
namespace leeward::planning::bound {

struct who_can_go {
  std::vector<household_id> households_{};
  std::vector<std::int64_t> earliest_{};  // arrival of each, in seconds from the operation's start
  std::int64_t weight_of_others_{0};      // who can be served by no plan
};
who_can_go find_who_can_go(problem const&, fleet_network const&);

// Of those who can go: the weight for which the beds do not suffice, at least.
std::int64_t weight_without_bed(problem const&, who_can_go const&);

// Most who may find a bed in the own region.
persons most_in_own_tier(problem const&, who_can_go const&);

// Of a plan that leaves no more than so much weight of those who can go.
std::optional<instant> earliest_clearance(problem const&, fleet_network const&, who_can_go const&, std::int64_t left);
metres least_length(problem const&, who_can_go const&, std::int64_t left);

}  // namespace leeward::planning::bound
