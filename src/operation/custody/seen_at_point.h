#pragma once

#include <vector>

#include "operation/context.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/state.h"

namespace leeward::operation::custody {

// Whoever stands at the point is a household that somebody has seen: it is confirmed, if it was not.
void confirm_at_point(operation::state const&, std::vector<person_row> const&, context const&, events&);

}  // namespace leeward::operation::custody
