#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/custody/commands.h"
#include "operation/custody/events.h"
#include "operation/decision.h"
#include "operation/state.h"

namespace leeward::operation::custody {

decision decide(operation::state const&, board const&, context const&);
decision decide(operation::state const&, check_in const&, context const&);
decision decide(operation::state const&, give_bed const&, context const&);
decision decide(operation::state const&, set_presence const&, context const&);
decision decide(operation::state const&, check_out const&, context const&);
decision decide(operation::state const&, withdraw const&, context const&);
decision decide(operation::state const&, left_by_themselves const&, context const&);
decision decide(operation::state const&, ask_again const&, context const&);
decision decide(operation::state const&, record_death const&, context const&);
decision decide(operation::state const&, void_fact const&, context const&);
decision decide(operation::state const&, ask_for<sighted> const&, context const&);
decision decide(operation::state const&, ask_for<guardian_set> const&, context const&);
decision decide(operation::state const&, ask_for<handed_over> const&, context const&);

void apply(operation::state&, instant at, moved const&);
void apply(operation::state&, instant at, noted const&);
void apply(operation::state&, instant at, awaited const&);
void apply(operation::state&, instant at, found const&);
void apply(operation::state&, instant at, leg_closed const&);
void apply(operation::state&, instant at, voided const&);
void apply(operation::state&, instant at, presence const&);
void apply(operation::state&, instant at, sighted const&);
void apply(operation::state&, instant at, handed_over const&);
void apply(operation::state&, instant at, guardian_set const&);

}  // namespace leeward::operation::custody
