#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/households/commands.h"
#include "operation/households/events.h"
#include "operation/state.h"

namespace leeward::operation::households {

decision decide(operation::state const&, ask_for<registered> const&, context const&);
decision decide(operation::state const&, confirm const&, context const&);
decision decide(operation::state const&, ask_for<confirmation_undone> const&, context const&);
decision decide(operation::state const&, ask_for<person_joined> const&, context const&);
decision decide(operation::state const&, ask_for<needs_changed> const&, context const&);
decision decide(operation::state const&, ask_for<boarding_changed> const&, context const&);
decision decide(operation::state const&, ask_for<split> const&, context const&);
decision decide(operation::state const&, ask_for<disclosure_set> const&, context const&);
decision decide(operation::state const&, ask_for<order_overridden> const&, context const&);
decision decide(operation::state const&, ask_for<person_described> const&, context const&);

void apply(operation::state&, instant at, registered const&);
void apply(operation::state&, instant at, confirmed const&);
void apply(operation::state&, instant at, confirmation_undone const&);
void apply(operation::state&, instant at, person_joined const&);
void apply(operation::state&, instant at, needs_changed const&);
void apply(operation::state&, instant at, boarding_changed const&);
void apply(operation::state&, instant at, split const&);
void apply(operation::state&, instant at, disclosure_set const&);
void apply(operation::state&, instant at, asked_again const&);
void apply(operation::state&, instant at, order_overridden const&);
void apply(operation::state&, instant at, person_described const&);

}  // namespace leeward::operation::households
