#pragma once

#include <cstdint>
#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "ledger/record.h"
#include "ledger/store.h"
#include "operation/state.h"

namespace leeward::app {

// An operation as its log tells it from the first event on, up to the last one that was not later than `as_of`; each
// event is held against its hash. Each step reads a part, so that a ledger that is at work can go on between two of
// them. What is added meanwhile is left out.
class as_it_was {
public:
  explicit as_it_was(std::optional<instant> as_of = std::nullopt);

  // True: all is there. Errors: kStorage; kInvalidInput, an event that is not what was written, or cannot be read.
  result<bool> step(ledger::store&);

  operation::state state_;
  ledger::head after_;      // the last event that is in it
  std::uint64_t until_{0};  // the last that there is

private:
  result<void> take(ledger::record const&);

  std::optional<instant> as_of_;
  bool begun_{false};
};

}  // namespace leeward::app
