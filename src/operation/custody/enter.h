#pragma once

#include <string>
#include <vector>

#include "operation/context.h"
#include "operation/custody/events.h"
#include "operation/custody/fold.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/state.h"

// One fact more of these people.
namespace leeward::operation::custody {

// What it leads to. `to_where`: a reference to where they said that they would go, if they are gone.
events enter(operation::state const&, std::vector<person_row> const&, evidence const&, std::string const& to_where,
             context const&);

// The fact as an event, of nobody yet.
noted to_event(operation::state const&, evidence const&);

}  // namespace leeward::operation::custody
