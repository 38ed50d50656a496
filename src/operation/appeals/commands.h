#pragma once

#include <cstddef>
#include <variant>

#include "operation/appeals/events.h"
#include "operation/ask_for.h"

// What may be asked of appeals.
namespace leeward::operation::appeals {

inline constexpr auto const kMostOfHousehold = std::size_t{1'000};

using command = std::variant<ask_for<taken>, ask_for<linked>, ask_for<closed>>;

}  // namespace leeward::operation::appeals
