#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/operations/events.h"

namespace leeward::operation::operations {

struct state {
  std::optional<opened> what_;       // none: not opened yet
  std::optional<offer_made> offer_;  // none: nothing is offered
  std::optional<instant> closed_until_;
};
BOOST_DESCRIBE_STRUCT(state, (), (what_, offer_, closed_until_))

}  // namespace leeward::operation::operations
