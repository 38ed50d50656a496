#pragma once

#include "operation/context.h"
#include "operation/event.h"
#include "operation/state.h"

// What devices said too early, because others had to be heard first (custody/awaited.h, devices/awaited_edits.h). The
// clock's next command lets it count.
namespace leeward::operation {

bool is_awaited_told(state const&);

// What follows from the first of it. None: there is none.
events awaited_told(state const&, context const&);

}  // namespace leeward::operation
