#pragma once

#include <tl/expected.hpp>

#include "operation/command.h"
#include "operation/context.h"
#include "operation/event.h"
#include "operation/refusal.h"
#include "operation/state.h"

namespace leeward::operation {

using decision = tl::expected<events, refusal>;

// What the command leads to in this state, or why it is refused. Pure. No events at all is an answer too: it was so
// already.
decision decide(state const&, command const&, context const&);

}  // namespace leeward::operation
