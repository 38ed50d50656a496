#pragma once

#include <string>
#include <vector>

#include "operation/context.h"
#include "operation/custody/fold.h"
#include "operation/custody/state.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/state.h"

// Facts about people whom nobody has registered so far. They are kept and a case says so of each person; once somebody
// has registered them, the clock's next command lets the facts count.
namespace leeward::operation::custody {

// The fact speaks of these as well, who are not there. To waiting: they were seen.
events await(operation::state const&, evidence const&, std::vector<person_id> const&, std::string const& to_where,
             context const&);

// This person is there from now on.
void find_awaited(state&, person_id const&, person_row);

// Somebody is there of whom something was awaited.
bool is_somebody_found(operation::state const&);

// What follows from one of the facts that were awaited of people who are there now. None: nothing is awaited of them.
events facts_found(operation::state const&, context const&);

}  // namespace leeward::operation::custody
