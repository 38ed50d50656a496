#pragma once

#include <optional>
#include <vector>

#include "operation/households/events.h"
#include "operation/ids.h"
#include "operation/refusal.h"
#include "operation/state.h"

// What is asked of households at a desk and from the field alike.
namespace leeward::operation::households {

// The zone is there, and the point if one is named; not a point and the door.
check boards_somewhere(operation::state const&, zone_id const&, std::optional<point_id> const&, bool at_door);

// At least one, each once.
check are_details(std::vector<detail> const&);

}  // namespace leeward::operation::households
