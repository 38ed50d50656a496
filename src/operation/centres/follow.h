#pragma once

#include "operation/custody/events.h"
#include "operation/duplicates/events.h"
#include "operation/holds/events.h"
#include "operation/households/events.h"
#include "operation/state.h"

// The registers' own account of who is in a centre, which beds they take up and which are held. It reads nothing of
// custody's legs, so that each can be held against the other.
namespace leeward::operation::centres {

void follow(operation::state&, custody::moved const&);
void follow(operation::state&, custody::leg_closed const&);
void follow(operation::state&, custody::voided const&);
void follow(operation::state&, custody::presence const&);

void follow(operation::state&, households::needs_changed const&);

void follow(operation::state&, duplicates::merged const&);
void follow(operation::state&, duplicates::unmerged const&);

void follow(operation::state&, holds::taken const&);
void follow(operation::state&, holds::released const&);
void follow(operation::state&, holds::reduced const&);

}  // namespace leeward::operation::centres
