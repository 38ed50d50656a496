#pragma once

#include <string>
#include <string_view>

#include "app/keeper/keeper.h"
#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "device/acknowledgement.h"
#include "device/invitation.h"
#include "device/keys.h"
#include "ledger/keys.h"
#include "operation/devices/events.h"

// How a phone becomes a device of the operation: an invitation at the headquarters, and the device's answer to it.
namespace leeward::app {

// Server and device have it; it lies nowhere, and follows from the keys of the folder.
device::chain_key chain_key_of(ledger::keys const&, operation::device_id const&);

// Who asks, and under which number: the same again is the same.
struct asker {
  uuid op_;
  std::string actor_;  // a subject
};

// Errors: kInvalidInput, the rules refuse it, with their sentence; kStorage.
result<device::invitation> invite_device(keeper&, ledger::keys const&, operation::devices::invited const&, asker const&,
                                         instant now);

// `joining`: as the device wrote it (device/joining.h). The same once more gets the same answer. Errors: kNotFound, it
// was not invited; those of decode_joining and verify; kInvalidInput, as above; kStorage.
result<device::acknowledgement> enrol_device(keeper&, ledger::keys const&, std::string_view joining, instant now);

}  // namespace leeward::app
