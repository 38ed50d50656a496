#pragma once

#include <string_view>

#include "operation/devices/state.h"
#include "operation/devices/take.h"
#include "operation/ids.h"
#include "operation/refusal.h"
#include "operation/state.h"

// Of whom and what a device may speak.
namespace leeward::operation::devices {

// One operation of a device, while it is decided what becomes of it.
struct coming {
  operation::state const& s_;
  device const& device_;
  arrival const& from_;
  instant happened_;
  context const& now_;
};

check may_speak_of(coming const&, trip_id const&);
check may_speak_of(coming const&, centre_id const&);

// Somebody of the household is, or was at some time, on a trip or in the centre that the device is for, or promised a
// place there; or the device has registered it. That does not depend on what other devices have told by now of where
// people went since.
check may_speak_of(coming const&, household_row, std::string_view field);

}  // namespace leeward::operation::devices
