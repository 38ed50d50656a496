#pragma once

#include "base/time.h"
#include "operation/centres/commands.h"
#include "operation/centres/events.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/state.h"

namespace leeward::operation::centres {

decision decide(operation::state const&, ask_for<added> const&, context const&);
decision decide(operation::state const&, ask_for<room_set> const&, context const&);
decision decide(operation::state const&, ask_for<beds_blocked> const&, context const&);
decision decide(operation::state const&, ask_for<status_set> const&, context const&);
decision decide(operation::state const&, ask_for<intake_set> const&, context const&);

void apply(operation::state&, instant at, added const&);
void apply(operation::state&, instant at, room_set const&);
void apply(operation::state&, instant at, beds_blocked const&);
void apply(operation::state&, instant at, status_set const&);
void apply(operation::state&, instant at, intake_set const&);

}  // namespace leeward::operation::centres
