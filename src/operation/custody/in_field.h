#pragma once

#include "base/time.h"
#include "operation/ask_for.h"
#include "operation/context.h"
#include "operation/custody/commands.h"
#include "operation/custody/events.h"
#include "operation/decision.h"
#include "operation/ids.h"
#include "operation/state.h"
#include "operation/trips/commands.h"

// What a device says has happened, however late it comes. Where people are then follows from all facts together, in
// the order in which they happened (fold.h), so that the order in which devices are heard does not matter. A fact is
// never refused for where somebody is, nor because somebody is not registered yet (awaited.h). Refused is only what
// names something that is not there (a trip, reception centre or room), or what no state would accept (nobody or too
// many people, heads that nobody can have counted, too long a text). Somebody who was merged into another counts as
// that one, and who is named twice once.
//
// `happened` is on the server's clock, and not after context.now_. What is stated has the fact's number that is given,
// the same whenever it comes; facts of one second stand in the order of their numbers. Cases opened here have numbers
// from context.fresh_ that no other rule uses, so that a caller may add events and cases of its own.
namespace leeward::operation::custody {

decision in_field(operation::state const&, board const&, instant happened, fact_id const&, context const&);
decision in_field(operation::state const&, check_in const&, instant happened, fact_id const&, context const&);
decision in_field(operation::state const&, give_bed const&, instant happened, fact_id const&, context const&);
decision in_field(operation::state const&, set_presence const&, instant happened, fact_id const&, context const&);
decision in_field(operation::state const&, check_out const&, instant happened, fact_id const&, context const&);
decision in_field(operation::state const&, ask_for<sighted> const&, instant happened, fact_id const&, context const&);

// At its point, loading: only forward, else nothing.
decision in_field(operation::state const&, trips::change_phase const&, instant happened, fact_id const&,
                  context const&);
// Neither needs a reason for heads or members that are missing: a case says so while it is so.
decision in_field(operation::state const&, trips::depart const&, instant happened, fact_id const&, context const&);
decision in_field(operation::state const&, trips::arrive const&, instant happened, fact_id const&, context const&);

}  // namespace leeward::operation::custody
