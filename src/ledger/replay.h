#pragma once

#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "ledger/record.h"
#include "ledger/store.h"
#include "operation/state.h"

namespace leeward::ledger {

// An operation as its log tells it.
struct replayed {
  operation::state state_;
  head after_;    // the last event that is in it
  instant time_;  // of that event
};

// From the newest snapshot and the events behind it; with `as_of`, what was known then: from the first event to the
// last one that was not later. Errors: kStorage; an event that cannot be read, with its number.
result<replayed> replay(store&, stream, std::optional<instant> as_of = std::nullopt);

}  // namespace leeward::ledger
