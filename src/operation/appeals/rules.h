#pragma once

#include "base/time.h"
#include "operation/appeals/commands.h"
#include "operation/appeals/events.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/state.h"

namespace leeward::operation::appeals {

decision decide(operation::state const&, ask_for<taken> const&, context const&);
decision decide(operation::state const&, ask_for<linked> const&, context const&);
decision decide(operation::state const&, ask_for<closed> const&, context const&);

void apply(operation::state&, instant at, taken const&);
void apply(operation::state&, instant at, linked const&);
void apply(operation::state&, instant at, closed const&);

}  // namespace leeward::operation::appeals
