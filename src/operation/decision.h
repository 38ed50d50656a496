#pragma once

#include <tl/expected.hpp>

#include "operation/event.h"
#include "operation/refusal.h"

namespace leeward::operation {

// What a command leads to, or why it is refused. No events at all is an answer too: it was so already.
using decision = tl::expected<events, refusal>;

}  // namespace leeward::operation
