#pragma once

#include "base/time.h"
#include "operation/cases/commands.h"
#include "operation/cases/events.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/state.h"

namespace leeward::operation::cases {

decision decide(operation::state const&, ask_for<assigned> const&, context const&);
decision decide(operation::state const&, ask_for<settled> const&, context const&);

void apply(operation::state&, instant at, opened const&);
void apply(operation::state&, instant at, assigned const&);
void apply(operation::state&, instant at, settled const&);

}  // namespace leeward::operation::cases
