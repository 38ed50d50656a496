#pragma once

#include "base/time.h"
#include "operation/event.h"
#include "operation/state.h"

namespace leeward::operation {

// What has happened, at that time. Pure; never fails for an event that decide() gave in that state.
void apply(state&, instant at, event const&);

}  // namespace leeward::operation
