#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace leeward {

// Two lower-case digits a byte.
std::string to_hex(std::span<std::uint8_t const>);

// False, and `into` is of no use: the text is not exactly what to_hex writes for so many bytes.
bool from_hex(std::string_view text, std::span<std::uint8_t> into);

}  // namespace leeward
