#pragma once

#include "operation/command.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/state.h"

namespace leeward::operation {

// Pure: reads nothing but its arguments, changes nothing.
decision decide(state const&, command const&, context const&);

}  // namespace leeward::operation
