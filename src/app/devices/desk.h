#pragma once

#include <string_view>

#include "app/keeper/keeper.h"
#include "app/registry/registry.h"
#include "base/result.h"
#include "base/time.h"
#include "device/acknowledgement.h"
#include "device/briefing.h"
#include "ledger/keys.h"
#include "operation/ids.h"

// Where field devices bring what they did, and learn what they have to know. Over any transport: texts in, texts out.
namespace leeward::app {

// `batch`: as the device wrote it (docs/formats/envelope.md). All of it that is acknowledged is on the disk; the same
// again gets the same answer. Errors, with nothing taken: those of decode_batch and verify; kNotFound, no such device
// is enrolled; kInvalidInput, it is of another operation; kStorage.
result<device::acknowledgement> take_batch(keeper&, registry&, ledger::keys const&, std::string_view batch,
                                           instant now);

// Whom it will meet on its trips and in its centre, and its leases. Errors: kNotFound, no such device is enrolled;
// kInvalidInput, it was revoked.
result<device::briefing> brief_device(keeper const&, ledger::keys const&, operation::device_id const&, instant now);

}  // namespace leeward::app
