#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// RFC 9285: bytes in the 45 characters for which a QR code has a mode of its own. That takes 8.25 bits a byte, base64
// takes 10.7, and plain bytes are garbled by readers that guess a character set.
namespace leeward {

std::string to_base45(std::span<std::uint8_t const>);

// None: not what to_base45 writes. Each text stands for other bytes, so that none can be rewritten unseen.
std::optional<std::vector<std::uint8_t>> from_base45(std::string_view);

}  // namespace leeward
