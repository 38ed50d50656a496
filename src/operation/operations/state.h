#pragma once

#include <optional>
#include <set>
#include <string>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "base/uuid.h"
#include "operation/ids.h"
#include "operation/operations/events.h"

namespace leeward::operation::operations {

struct state {
  std::optional<opened> what_;       // none: not opened yet
  std::optional<offer_made> offer_;  // none: nothing is offered
  std::optional<instant> closed_until_;
  std::set<uuid> erased_;  // subjects
};
BOOST_DESCRIBE_STRUCT(state, (), (what_, offer_, closed_until_, erased_))

}  // namespace leeward::operation::operations
