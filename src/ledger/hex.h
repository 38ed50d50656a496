#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace leeward::ledger {

// Two lower-case digits a byte.
std::string to_hex(std::span<std::uint8_t const>);

// False, and `into` is of no use, unless the text has exactly as many bytes.
bool from_hex(std::string_view text, std::span<std::uint8_t> into);

}  // namespace leeward::ledger
