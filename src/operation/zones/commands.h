#pragma once

#include <variant>

#include "operation/ask_for.h"
#include "operation/zones/events.h"

// What may be asked of zones and pickup points.
namespace leeward::operation::zones {

using command = std::variant<ask_for<added>, ask_for<status_set>, ask_for<point_added>, ask_for<point_closed>>;

}  // namespace leeward::operation::zones
