#pragma once

#include "base/time.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/devices/commands.h"
#include "operation/devices/events.h"
#include "operation/event.h"
#include "operation/state.h"

namespace leeward::operation::devices {

decision decide(operation::state const&, ask_for<invited> const&, context const&);
decision decide(operation::state const&, ask_for<enrolled> const&, context const&);
decision decide(operation::state const&, ask_for<scope_changed> const&, context const&);
decision decide(operation::state const&, ask_for<revoked> const&, context const&);
decision decide(operation::state const&, ask_for<seats_leased> const&, context const&);
decision decide(operation::state const&, end_lease const&, context const&);
decision decide(operation::state const&, give_leased_seats const&, context const&);

void apply(operation::state&, instant at, invited const&);
void apply(operation::state&, instant at, enrolled const&);
void apply(operation::state&, instant at, scope_changed const&);
void apply(operation::state&, instant at, revoked const&);
void apply(operation::state&, instant at, seats_leased const&);
void apply(operation::state&, instant at, lease_used const&);
void apply(operation::state&, instant at, lease_ended const&);
void apply(operation::state&, instant at, taken const&);
void apply(operation::state&, instant at, set_aside const&);
void apply(operation::state&, instant at, edit_awaited const&);
void apply(operation::state&, instant at, edit_found const&);
void apply(operation::state&, instant at, edited const&);
void apply(operation::state&, instant at, promise_questioned const&);

// The beds of a diverted trip's leases are in its new centre.
void follow(operation::state&, trips::diverted const&);

}  // namespace leeward::operation::devices
