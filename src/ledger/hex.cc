#include "ledger/hex.h"

#include <sodium.h>

namespace leeward::ledger {

std::string to_hex(std::span<std::uint8_t const> const bytes) {
  auto text = std::string(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool from_hex(std::string_view const text, std::span<std::uint8_t> const into) {
  auto size = std::size_t{0};
  return text.size() == 2 * into.size() &&
         sodium_hex2bin(into.data(), into.size(), text.data(), text.size(), nullptr, &size, nullptr) == 0 &&
         size == into.size();
}

}  // namespace leeward::ledger
