#pragma once

#include <cstddef>
#include <string_view>

#include "operation/refusal.h"
#include "operation/state.h"
#include "operation/trips/commands.h"
#include "operation/trips/state.h"

// Whether a vehicle, a crew, a point or a centre can serve what a trip asks of them.
namespace leeward::operation::trips {

// Neither out of order nor on another trip between these times.
check vehicle_is_free(operation::state const&, vehicle_row, instant from, instant until);

// On duty and on no other trip between these times.
check crew_is_free(operation::state const&, crew_row, instant from, instant until);

// The vehicle's places less those that are taken hold as much, and it serves these needs.
check vehicle_serves(operation::state const&, vehicle_row, space const& taken, space const& asked, needs const&);

// The zone that a stop is in; it must name a point or a door that is there.
zone_row zone_of(operation::state const&, stop const&);

// The zone is open for return, or was never left.
check return_is_open(operation::state const&, zone_row, std::string_view field);

// Whether a household's zone is open for return: asked when it is promised a place, and once more when it boards.
check may_go_home(operation::state const&, household_row, std::string_view field);

// Open, with as many free beds, and it serves these needs; another region's only as far as its offers stand.
check centre_serves(operation::state const&, centre_row, beds const& asked, needs const&, std::string_view field);

// Open, and without steps where somebody needs that.
check stop_serves(operation::state const&, stop const&, needs const&, std::string_view field);

// That a command names no more households than one trip can have; the field is "households".
check are_few_enough(std::size_t households);

}  // namespace leeward::operation::trips
