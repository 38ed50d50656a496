#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>

#include "operation/duplicates/events.h"
#include "operation/holds/state.h"
#include "operation/ids.h"

namespace leeward::operation::duplicates {

// The lesser row first: a pair has no direction.
using pair_of_households = std::pair<household_row, household_row>;

struct merge {
  merged what_;
  std::optional<holds::hold> hold_;  // that the first household had
  bool undone_{false};
};
BOOST_DESCRIBE_STRUCT(merge, (), (what_, hold_, undone_))

struct state {
  std::map<pair_of_households, case_id> open_;  // the case that waits for a verdict
  std::map<pair_of_households, verdict> verdicts_;
  std::map<merge_id, merge> merges_;
  std::map<household_row, std::vector<household_row>> merged_;  // into it, now
};
BOOST_DESCRIBE_STRUCT(state, (), (open_, verdicts_, merges_, merged_))

}  // namespace leeward::operation::duplicates
