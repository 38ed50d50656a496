#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/uuid.h"
#include "ledger/keys.h"
#include "ledger/record.h"
#include "ledger/request.h"

// Hashes with a key of the folder: the same for the same text, and of no use to whoever lacks the key, not even to try
// what the text may have been.
namespace leeward::ledger {

// What is asked as one text, for its hash.
std::string text_of(asked const&);

content_hash content_of(keys const&, std::string_view text);

// Bytes that only who has the folder's keys can make, the same each time.
std::array<std::uint8_t, 32> secret_bytes(keys const&, std::string_view what_for, uuid const& of);

// An id that nobody outside can guess and that is the same each time: no randomness is needed.
uuid secret_id(keys const&, std::string_view what_for, uuid const& of);

}  // namespace leeward::ledger
