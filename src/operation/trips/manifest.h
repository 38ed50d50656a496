#pragma once

#include <cstdint>
#include <vector>

#include "base/quantities.h"
#include "operation/context.h"
#include "operation/custody/events.h"
#include "operation/event.h"
#include "operation/holds/events.h"
#include "operation/ids.h"
#include "operation/place.h"
#include "operation/state.h"
#include "operation/trips/state.h"

// What the rules of trips ask of a manifest, and say about those on it.
namespace leeward::operation::trips {

// For how long after its planned arrival the beds of those on board stay theirs.
inline constexpr auto const kBedsKeptAfterArrival = seconds{std::int64_t{24} * 3600};

// Whose line counts and says so.
std::vector<person_row> people_on(trip const&, place);

// All whose line counts: promised, boarded or under way.
std::vector<person_row> people_on(trip const&);

// The households that stand by, each once: one that was merged into another counts as that.
std::vector<household_row> standing_by(operation::state const&, trip const&);

// That these people are there now, on the legs that they are on. Gone: onward, or home.
custody::moved statement(operation::state const&, trip const&, place, std::vector<person_row> const&, context const&);

// Of those who turn back before they have left: that the rooms that they come back to are taken by now.
void note_rooms_taken(operation::state const&, std::vector<person_row> const&, context const&, events&);

// Their beds of their households' holds.
void give_beds_back(operation::state const&, std::vector<person_row> const&, holds::release, events&);

}  // namespace leeward::operation::trips
