#pragma once

#include <string_view>

#include "operation/ids.h"
#include "operation/state.h"

namespace leeward::operation::custody {

// Whether an enquirer (a subject; empty: nobody known) may hear where a household is. False for one that is not there,
// that is secret, or that has a child from whom the enquirer is barred: whoever asks must answer all of these alike.
bool may_be_told(operation::state const&, household_id const&, std::string_view enquirer);

}  // namespace leeward::operation::custody
