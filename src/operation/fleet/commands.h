#pragma once

#include <variant>

#include "operation/ask_for.h"
#include "operation/fleet/events.h"

// What may be asked of depots, vehicles and crews.
namespace leeward::operation::fleet {

using command = std::variant<ask_for<depot_added>, ask_for<vehicle_added>, ask_for<inspected>, ask_for<crew_added>,
                             ask_for<crew_hours_set>>;

}  // namespace leeward::operation::fleet
