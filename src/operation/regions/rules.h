#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/regions/commands.h"
#include "operation/regions/events.h"
#include "operation/state.h"

namespace leeward::operation::regions {

decision decide(operation::state const&, ask_for<added> const&, context const&);
decision decide(operation::state const&, ask_for<requested> const&, context const&);
decision decide(operation::state const&, ask_for<offered> const&, context const&);
decision decide(operation::state const&, ask_for<offer_changed> const&, context const&);

void apply(operation::state&, instant at, added const&);
void apply(operation::state&, instant at, requested const&);
void apply(operation::state&, instant at, offered const&);
void apply(operation::state&, instant at, offer_changed const&);

}  // namespace leeward::operation::regions
