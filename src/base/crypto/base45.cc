#include "base/crypto/base45.h"

#include <cstddef>

namespace leeward {

namespace {

constexpr auto const kAlphabet = std::string_view{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"};
constexpr auto const kBase = std::uint32_t{45};

static_assert(kAlphabet.size() == kBase);

// Two bytes in three characters, the last one alone in two; the least digit first.
void put(std::string& out, std::uint32_t n, std::size_t const characters) {
  for (auto i = std::size_t{0}; i != characters; ++i) {
    out += kAlphabet[n % kBase];
    n /= kBase;
  }
}

std::optional<std::uint32_t> number_of(std::string_view const characters) {
  auto n = std::uint32_t{0};
  for (auto i = characters.size(); i-- != 0;) {
    auto const digit = kAlphabet.find(characters[i]);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    n = n * kBase + static_cast<std::uint32_t>(digit);
  }
  return n;
}

}  // namespace

std::string to_base45(std::span<std::uint8_t const> const bytes) {
  auto out = std::string{};
  out.reserve(bytes.size() / 2 * 3 + 2);
  auto i = std::size_t{0};
  for (; i + 1 < bytes.size(); i += 2) {
    put(out, std::uint32_t{bytes[i]} << 8U | bytes[i + 1], 3);
  }
  if (i < bytes.size()) {
    put(out, bytes[i], 2);
  }
  return out;
}

std::optional<std::vector<std::uint8_t>> from_base45(std::string_view text) {
  auto out = std::vector<std::uint8_t>{};
  out.reserve(text.size() / 3 * 2 + 1);
  while (!text.empty()) {
    auto const is_pair = text.size() >= 3;
    auto const n = number_of(text.substr(0, 3));
    if (text.size() == 1 || !n || *n > (is_pair ? 0xFFFFU : 0xFFU)) {
      return std::nullopt;
    }
    if (is_pair) {
      out.push_back(static_cast<std::uint8_t>(*n >> 8U));
    }
    out.push_back(static_cast<std::uint8_t>(*n & 0xFFU));
    text.remove_prefix(is_pair ? 3 : 2);
  }
  return out;
}

}  // namespace leeward
