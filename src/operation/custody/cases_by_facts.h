#pragma once

#include <set>

#include "operation/context.h"
#include "operation/custody/beds_by_facts.h"
#include "operation/custody/prospect.h"
#include "operation/event.h"
#include "operation/ids.h"

// Cases that are open while facts say so, and are settled as soon as they do not: so it does not matter which device is
// heard first. One of a kind about the same trip, centre, household or person at a time. A case that a person settled
// stays settled until what it was about has ended and begun again (docs/cases.md).
namespace leeward::operation::custody {

events cases_by_facts(prospect const&, std::set<household_row> const&, beds_by_facts const&, context const&);

// Of these only those about places in trips and centres.
events cases_of_places(prospect const&, beds_by_facts const&, context const&);

// The same of the places of one trip, once so much more is taken on it by what has the number of this fact.
events case_of_seats(operation::state const&, trip_row, space const& more, fact_id const&, context const&);

// Whose facts may speak of a trip: who is or was on its manifest, or was seen to board it.
std::set<person_row> people_of(operation::state const&, trip_row);

}  // namespace leeward::operation::custody
