#include "base/crypto/hex.h"

#include <cstddef>

#include <sodium.h>

namespace leeward {

std::string to_hex(std::span<std::uint8_t const> const bytes) {
  auto text = std::string(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool from_hex(std::string_view const text, std::span<std::uint8_t> const into) {
  auto n = std::size_t{0};
  return text.size() == 2 * into.size() &&
         sodium_hex2bin(into.data(), into.size(), text.data(), text.size(), nullptr, &n, nullptr) == 0 &&
         n == into.size() && to_hex(into) == text;
}

}  // namespace leeward
