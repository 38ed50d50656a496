#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/duplicates/commands.h"
#include "operation/duplicates/events.h"
#include "operation/state.h"

namespace leeward::operation::duplicates {

decision decide(operation::state const&, suggest const&, context const&);
decision decide(operation::state const&, ask_for<judged> const&, context const&);
decision decide(operation::state const&, ask_for<merged> const&, context const&);
decision decide(operation::state const&, undo_merge const&, context const&);

void apply(operation::state&, instant at, judged const&);
void apply(operation::state&, instant at, merged const&);
void apply(operation::state&, instant at, unmerged const&);

}  // namespace leeward::operation::duplicates
