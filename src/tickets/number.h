#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

// The number of a ticket, as it is read out over a bad line: eight digits in two groups, "0012-3459". Digits, because
// their names are the ones that people of every language say alike, and letters look alike in Cyrillic and Latin. The
// first seven count the households of an operation in the order in which they were registered, so that no two have
// the same; the last is a check digit after Damm (2004), which finds every single wrong digit and every swap of two
// neighbours. A number can be guessed, and so it opens nothing: code_word.h.
namespace leeward::tickets {

struct ticket_number {
  static constexpr auto const kMost = std::uint32_t{9'999'999};

  constexpr auto operator<=>(ticket_number const&) const = default;

  std::uint32_t v_{1};  // 1 … kMost
};

std::string to_string(ticket_number);

// Spaces and dashes between the digits may be anywhere. Errors: kInvalidInput.
result<ticket_number> parse_number(std::string_view);

}  // namespace leeward::tickets
