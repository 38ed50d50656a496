#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "operation/event.h"
#include "operation/refusal.h"
#include "operation/state.h"

// When what a plan relies on was last touched, by the count of events (state::events_). What one trip takes from
// another, seats, beds and hours, touches nothing: a plan knows its own trips, and of others each is asked anew.
namespace leeward::operation {

// Before the event is applied: only what changes touches.
void touch(state&, households::confirmation_undone const&);
void touch(state&, households::person_joined const&);
void touch(state&, households::needs_changed const&);
void touch(state&, households::boarding_changed const&);
void touch(state&, households::split const&);
void touch(state&, duplicates::merged const&);
void touch(state&, duplicates::unmerged const&);
void touch(state&, custody::moved const&);   // gone, or back in the queue
void touch(state&, custody::voided const&);  // the same
void touch(state&, fleet::inspected const&);
void touch(state&, fleet::crew_hours_set const&);
void touch(state&, trips::phase_changed const&);  // broken down
void touch(state&, trips::diverted const&);
void touch(state&, zones::point_closed const&);
void touch(state&, centres::status_set const&);
void touch(state&, centres::room_set const&);
void touch(state&, centres::beds_blocked const&);
void touch(state&, centres::intake_set const&);
void touch(state&, regions::offer_changed const&);

// That it is as it was after `made_from` events; none: nobody asks. `field` is the command's that names it.
check is_untouched(state const&, household_row, std::optional<std::uint64_t> made_from, std::string_view field);
check is_untouched(state const&, vehicle_row, std::optional<std::uint64_t> made_from, std::string_view field);
check is_untouched(state const&, crew_row, std::optional<std::uint64_t> made_from, std::string_view field);
check is_untouched(state const&, point_row, std::optional<std::uint64_t> made_from, std::string_view field);
check is_untouched(state const&, centre_row, std::optional<std::uint64_t> made_from, std::string_view field);

}  // namespace leeward::operation
