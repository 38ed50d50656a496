#pragma once

#include "operation/event.h"
#include "operation/ids.h"
#include "operation/state.h"

// However it came that nobody of a household is left: its beds go back.
namespace leeward::operation::holds {

// After any change of who is left of the household, or of its hold.
void note_if_for_nobody(operation::state&, household_row);

bool is_any_for_nobody(operation::state const&);

// All that are.
events back_from_nobody(operation::state const&);

}  // namespace leeward::operation::holds
