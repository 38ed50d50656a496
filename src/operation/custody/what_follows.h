#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "operation/context.h"
#include "operation/custody/prospect.h"
#include "operation/event.h"
#include "operation/state.h"

// What follows from news of people's facts, whichever it is.
namespace leeward::operation::custody {

// What is known of trips now.
courses courses_of(operation::state const&);

// Who of those of whom there is news will be somewhere else.
void note_moves(prospect&);

// Beds, then what moves people, then what a person has to settle. `happened`: of the news.
void add_what_follows(prospect const&, instant happened, context const&, events&);

// That somebody needs something else, as what has the number of this fact says: another bed is held, and a person has
// to settle it where there is none, or no place in the trip.
events places_for(operation::state const&, person_row, needs const& then, fact_id const&, context const&);

// What it leads to that a fact is void for these people, of whom a device has spoken: they are where their other facts
// put them.
events strike(operation::state const&, std::vector<person_row> const&, fact_id const&, std::string const& reason,
              context const&);

}  // namespace leeward::operation::custody
