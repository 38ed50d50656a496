#pragma once

#include "operation/decision.h"
#include "operation/devices/scope.h"
#include "operation/households/events.h"

// What a device changes of a person or a household, without knowing what others have changed since (fields.h).
namespace leeward::operation::devices {

// Who needs something, as one of those who have said so, needs it; it is only gone when nobody says so any more.
decision edit_in_field(coming const&, households::needs_changed const&);

// What comes later counts.
decision edit_in_field(coming const&, households::boarding_changed const&);

// The same. `version` is the vault's: whoever sealed it has taken the next.
decision edit_in_field(coming const&, households::person_described const&);

}  // namespace leeward::operation::devices
