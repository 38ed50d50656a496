#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/fleet/commands.h"
#include "operation/fleet/events.h"
#include "operation/state.h"

namespace leeward::operation::fleet {

decision decide(operation::state const&, ask_for<depot_added> const&, context const&);
decision decide(operation::state const&, ask_for<vehicle_added> const&, context const&);
decision decide(operation::state const&, ask_for<inspected> const&, context const&);
decision decide(operation::state const&, ask_for<crew_added> const&, context const&);
decision decide(operation::state const&, ask_for<crew_hours_set> const&, context const&);

void apply(operation::state&, instant at, depot_added const&);
void apply(operation::state&, instant at, vehicle_added const&);
void apply(operation::state&, instant at, inspected const&);
void apply(operation::state&, instant at, crew_added const&);
void apply(operation::state&, instant at, crew_hours_set const&);

}  // namespace leeward::operation::fleet
