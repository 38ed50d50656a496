#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/holds/commands.h"
#include "operation/holds/events.h"
#include "operation/state.h"

namespace leeward::operation::holds {

decision decide(operation::state const&, ask_for<extended> const&, context const&);
decision decide(operation::state const&, release_hold const&, context const&);

void apply(operation::state&, instant at, taken const&);
void apply(operation::state&, instant at, released const&);
void apply(operation::state&, instant at, reduced const&);
void apply(operation::state&, instant at, extended const&);

}  // namespace leeward::operation::holds
