#pragma once

#include "operation/context.h"
#include "operation/event.h"
#include "operation/state.h"

// What follows from what has happened, and nobody asks for: what devices said too early counts, once others have been
// heard (custody/awaited.h, devices/awaited_edits.h), and beds that are held for nobody go back (holds/for_nobody.h).
// The clock's next command does it.
namespace leeward::operation {

bool is_anything_outstanding(state const&);

// What follows from the first of it. None: there is none.
events outstanding(state const&, context const&);

}  // namespace leeward::operation
