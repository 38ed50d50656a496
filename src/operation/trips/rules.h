#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/state.h"
#include "operation/trips/commands.h"
#include "operation/trips/events.h"

namespace leeward::operation::trips {

decision decide(operation::state const&, commit_trip const&, context const&);
decision decide(operation::state const&, change_phase const&, context const&);
decision decide(operation::state const&, no_show const&, context const&);
decision decide(operation::state const&, depart const&, context const&);
decision decide(operation::state const&, arrive const&, context const&);
decision decide(operation::state const&, call_off const&, context const&);
decision decide(operation::state const&, break_down const&, context const&);
decision decide(operation::state const&, transfer const&, context const&);
decision decide(operation::state const&, ask_for<diverted> const&, context const&);
decision decide(operation::state const&, ask_for<standby_added> const&, context const&);
decision decide(operation::state const&, ask_for<standby_removed> const&, context const&);

void apply(operation::state&, instant at, planned const&);
void apply(operation::state&, instant at, phase_changed const&);
void apply(operation::state&, instant at, head_counted const&);
void apply(operation::state&, instant at, noted const&);
void apply(operation::state&, instant at, diverted const&);
void apply(operation::state&, instant at, standby_added const&);
void apply(operation::state&, instant at, standby_removed const&);

}  // namespace leeward::operation::trips
