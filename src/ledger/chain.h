#pragma once

#include <string>

#include "base/time.h"
#include "base/uuid.h"
#include "ledger/record.h"

// Each event carries a hash over itself and the hash of the one before it, so that none can be changed, taken out or
// put in unseen.
namespace leeward::ledger {

// What stands before the first event: of this folder and stream alone.
digest chain_start(uuid const& folder, stream);

// SHA-256 of `before`, then stream, seq, time, op, actor and event: numbers in 8 bytes with the least first, texts
// after their length.
digest chain_hash(digest const& before, record const&);

// The record that follows `end`, which then ends with it.
record next_record(head& end, stream, instant, uuid const& op, std::string actor, std::string event);

}  // namespace leeward::ledger
