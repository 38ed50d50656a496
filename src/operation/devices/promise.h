#pragma once

#include "base/quantities.h"
#include "operation/decision.h"
#include "operation/devices/commands.h"
#include "operation/devices/scope.h"

namespace leeward::operation::devices {

// For how long after its planned arrival a promise that a device has made holds.
inline constexpr auto const kHoldAfterArrival = seconds{std::int64_t{2} * 3600};

// Those of the household who wait are promised seats and beds, as far as the device's lease goes. Beyond it, and where
// the lease is not good or the trip or the centre does not serve them, the household stands by: nothing is promised.
// Refused: the trip is over.
decision give_seats(coming const&, give_leased_seats const&);

}  // namespace leeward::operation::devices
