#pragma once

#include <optional>
#include <vector>

#include "operation/holds/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/state.h"

namespace leeward::operation::holds {

// Of a household's hold, the beds for these people: theirs as long as they sleep in none.
beds beds_held_for(operation::state const&, std::vector<person_row> const&);

// They need a bed of the household's hold no more: it is smaller, or gone with the last of them.
std::optional<holds::event> give_back(operation::state const&, household_row, beds const&, release why);

}  // namespace leeward::operation::holds
