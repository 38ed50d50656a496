#pragma once

#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>

#include "operation/ask_for.h"
#include "operation/holds/events.h"
#include "operation/ids.h"

// What may be asked of holds; trips take them.
namespace leeward::operation::holds {

// Gives the bed of a household that has no trip back before its hold lapses.
struct release_hold {
  static constexpr auto const kName = std::string_view{"release_hold"};

  household_id household_;
};
BOOST_DESCRIBE_STRUCT(release_hold, (), (household_))

using command = std::variant<ask_for<extended>, release_hold>;

}  // namespace leeward::operation::holds
