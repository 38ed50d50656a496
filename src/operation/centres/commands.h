#pragma once

#include <variant>

#include "operation/ask_for.h"
#include "operation/centres/events.h"

// What may be asked of reception centres.
namespace leeward::operation::centres {

using command =
    std::variant<ask_for<added>, ask_for<room_set>, ask_for<beds_blocked>, ask_for<status_set>, ask_for<intake_set>>;

}  // namespace leeward::operation::centres
