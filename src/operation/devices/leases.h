#pragma once

#include <cstddef>

#include "base/time.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/refusal.h"
#include "operation/state.h"

// Seats and beds that a device alone may promise: nobody else's as long as the lease lasts.
namespace leeward::operation::devices {

inline constexpr auto const kMostLapsedAtOnce = std::size_t{500};

// Beds of the trip's leases, in the centre that it goes to.
beds beds_leased(operation::state const&, trip_row);

// At most kMostLapsedAtOnce that have ended by now; call again for more.
events lapsed_by(operation::state const&, instant now);

// Of trips that, by these events, have left or go no more: their leases end.
void end_leases_of_trips(operation::state const&, events&);

}  // namespace leeward::operation::devices
