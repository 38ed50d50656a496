#pragma once

#include <cstdint>
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

// Reads the events of a log, each held against its hash, up to the last one that was not later than `as_of`. Each step
// reads a part, so that a ledger that is at work can go on between two of them; what is added meanwhile is left out.
class replay_in_steps {
public:
  // Behind what is given, or from the first event on.
  explicit replay_in_steps(stream, std::optional<instant> as_of = std::nullopt,
                           std::optional<replayed> from = std::nullopt);

  // True: all is there. Errors: kStorage; kInvalidInput, an event is missing, is not what was written or cannot be
  // read, with its number.
  result<bool> step(store&);

  replayed so_far_;
  std::uint64_t until_{0};  // the last event that there is

private:
  result<void> begin(store&);
  result<void> take(record const&);

  stream stream_;
  std::optional<instant> as_of_;
  bool is_begun_{false};
};

// From the newest snapshot and the events behind it; with `as_of`, what was known then: from the first event to the
// last one that was not later. Errors: those of replay_in_steps; the log ends otherwise than the note of its end says.
result<replayed> replay(store&, stream, std::optional<instant> as_of = std::nullopt);

}  // namespace leeward::ledger
