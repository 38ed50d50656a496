#include "base/utf8.h"

#include <cstdint>

namespace leeward {

namespace {

std::size_t length_by_first_byte(std::uint32_t const c) {
  if (c < 0x80U) {
    return 1;
  }
  if (c >= 0xC2U && c < 0xE0U) {
    return 2;
  }
  if (c >= 0xE0U && c < 0xF0U) {
    return 3;
  }
  return c >= 0xF0U && c < 0xF5U ? 4 : 0;
}

}  // namespace

std::size_t utf8_length_at(std::string_view const text, std::size_t const at) {
  auto const byte = [&](std::size_t const i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  auto const length = length_by_first_byte(byte(at));
  if (length == 0 || text.size() - at < length) {
    return 0;
  }
  if (length == 1) {
    return 1;
  }
  auto code = byte(at) & (0xFFU >> (length + 1));
  for (auto i = at + 1; i != at + length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return 0;
    }
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  auto const is_surrogate = code >= 0xD800U && code < 0xE000U;
  auto const is_overlong = (length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U);
  return is_surrogate || is_overlong || code > 0x10FFFFU ? 0 : length;
}

}  // namespace leeward
