#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/crypto/signing.h"
#include "tickets/ticket.h"

// Two plain words that only the household and the staff know: a steward asks "what is your word?" where there is a
// number but no paper, or a QR code that may be a copy. They are not in the QR code, so a picture of it does not tell
// them, and they follow from a key, so they cannot be worked out from the number. A household keeps them through all
// its tickets.
namespace leeward::tickets {

enum class language : std::uint8_t { kRu, kEn };

struct code_word {
  bool operator==(code_word const&) const = default;

  std::array<std::uint8_t, 2> words_{};  // of kWords; never the same twice
};

code_word code_word_of(signing_key const&, operation_id const&, household_id const&);

std::string to_string(code_word const&, language);  // "olive window"

}  // namespace leeward::tickets
