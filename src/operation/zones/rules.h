#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/state.h"
#include "operation/zones/commands.h"
#include "operation/zones/events.h"

namespace leeward::operation::zones {

decision decide(operation::state const&, ask_for<added> const&, context const&);
decision decide(operation::state const&, ask_for<status_set> const&, context const&);
decision decide(operation::state const&, ask_for<point_added> const&, context const&);
decision decide(operation::state const&, ask_for<point_closed> const&, context const&);

void apply(operation::state&, instant at, added const&);
void apply(operation::state&, instant at, status_set const&);
void apply(operation::state&, instant at, point_added const&);
void apply(operation::state&, instant at, point_closed const&);

}  // namespace leeward::operation::zones
