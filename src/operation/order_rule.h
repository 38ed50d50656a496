#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/state.h"

// Who comes first of those who wait. The rule is data (order_rule.cc) and stands in docs/order-rule.md.
namespace leeward::operation {

// The lesser comes first.
struct rank {
  auto operator<=>(rank const&) const = default;

  bool after_overrides_{true};  // false: a person has put it first
  std::uint8_t zone_{0};        // of its status
  std::uint8_t need_{0};        // the most urgent of its members who are not gone
  instant asked_;               // its earliest appeal
};

rank rank_of(state const&, household_row);

// Households of which somebody waits, the first first; the same rank: in the order of registration. O(n log n).
std::vector<household_row> waiting_in_order(state const&);

}  // namespace leeward::operation
