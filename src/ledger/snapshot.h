#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/record.h"
#include "operation/state.h"

// The state of an operation as bytes, so that a start need not apply every event.
namespace leeward::ledger {

// Of the types that are packed, and of the rules: another one, and the bytes are of no use to this program. What the
// rules of before made of the events is not what those of today make of them.
std::uint64_t shape_of_state();

// Parts of at most store::kMostPartBytes. The same state always gives the same bytes.
std::vector<std::string> pack(operation::state const&);

// BLAKE2b of these bytes. Part by part: the hash of the parts before, at first all zeros, and the next one give that of
// both.
digest hash_on(digest const& before, std::string_view part);
digest hash_of(std::vector<std::string> const& parts);
digest hash_of(operation::state const&);

// Errors: kInvalidInput, the bytes are no such state.
result<operation::state> unpack(std::vector<std::string> const& parts);

}  // namespace leeward::ledger
