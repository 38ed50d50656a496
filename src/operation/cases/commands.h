#pragma once

#include <variant>

#include "operation/ask_for.h"
#include "operation/cases/events.h"

// What may be asked of cases; the rules open them.
namespace leeward::operation::cases {

using command = std::variant<ask_for<assigned>, ask_for<settled>>;

}  // namespace leeward::operation::cases
