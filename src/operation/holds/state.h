#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/holds/events.h"
#include "operation/ids.h"
#include "operation/needs.h"

namespace leeward::operation::holds {

struct hold {
  trip_row trip_;
  centre_row centre_;
  beds beds_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(hold, (), (trip_, centre_, beds_, until_))

struct state {
  std::vector<std::optional<hold>> of_;  // by household
  std::set<std::pair<instant, household_row>> by_end_;
  std::set<household_row> for_nobody_;  // nobody of them is left (for_nobody.h)
};
BOOST_DESCRIBE_STRUCT(state, (), (of_, by_end_, for_nobody_))

}  // namespace leeward::operation::holds
