#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/operations/commands.h"
#include "operation/operations/events.h"
#include "operation/state.h"

namespace leeward::operation::operations {

decision decide(operation::state const&, ask_for<opened> const&, context const&);
decision decide(operation::state const&, ask_for<offer_made> const&, context const&);
decision decide(operation::state const&, ask_for<offer_withdrawn> const&, context const&);
decision decide(operation::state const&, advance_clock const&, context const&);
decision decide(operation::state const&, close_day const&, context const&);
decision decide(operation::state const&, ask_for<subject_erased> const&, context const&);

void apply(operation::state&, instant at, opened const&);
void apply(operation::state&, instant at, offer_made const&);
void apply(operation::state&, instant at, offer_withdrawn const&);
void apply(operation::state&, instant at, day_closed const&);
void apply(operation::state&, instant at, subject_erased const&);

}  // namespace leeward::operation::operations
