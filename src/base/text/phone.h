#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leeward {

// A telephone number as E.164 has it, "+79155550147". Spaces, brackets, hyphens and dots may stand in it. A number
// without "+" or "00" is of Russia or Kazakhstan: 8 or 7 and ten digits, or these ten alone. Other local numbers (five
// to seven digits) get no country: they come back as their digits. None: it is no number.
std::optional<std::string> parse_phone(std::string_view);

}  // namespace leeward
