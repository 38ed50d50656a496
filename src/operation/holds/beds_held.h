#pragma once

#include <optional>
#include <vector>

#include "operation/holds/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/state.h"

namespace leeward::operation::holds {

// None: it waits without one.
std::optional<trip_id> trip_of(operation::state const&, hold const&);

// Of a household's hold, the beds for these people: theirs as long as they sleep in none.
beds beds_held_for(operation::state const&, std::vector<person_row> const&);

// They need a bed of the household's hold no more: it is smaller, or gone with the last of them.
std::optional<holds::event> give_back(operation::state const&, household_row, beds const&, release why);

// These people of it need their beds no more. With the last who did the hold is gone, also when their needs have
// changed since it was taken.
std::optional<holds::event> give_back_of(operation::state const&, household_row, std::vector<person_row> const&,
                                         release why);

// What has to be held for a household in a centre once these of it come there as well: beds for them, and for the
// others who are on their way there or have arrived and have no bed yet; never less than is held there now.
beds beds_to_hold(operation::state const&, household_row, centre_row, std::vector<person_row> const& coming);

// Of that, what is not held yet.
beds beds_missing(operation::state const&, household_row, centre_row, std::vector<person_row> const& coming);

}  // namespace leeward::operation::holds
