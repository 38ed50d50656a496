#pragma once

#include "operation/custody/events.h"
#include "operation/duplicates/events.h"
#include "operation/households/events.h"
#include "operation/state.h"

// The manifests' own account of where people are: who is promised a place on which trip, on board, or under way. It
// reads nothing of custody's legs, so that each can be held against the other.
namespace leeward::operation::trips {

void follow(operation::state&, custody::moved const&);
void follow(operation::state&, custody::noted const&);
void follow(operation::state&, custody::leg_closed const&);
void follow(operation::state&, custody::voided const&);
void follow(operation::state&, households::needs_changed const&);
void follow(operation::state&, duplicates::merged const&);
void follow(operation::state&, duplicates::unmerged const&);

}  // namespace leeward::operation::trips
