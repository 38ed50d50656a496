#include "base/uuid.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#define XXH_INLINE_ALL  // no library to link
#include <xxhash.h>

#include "base/random.h"
#include "base/result.h"

namespace leeward {

namespace {

constexpr auto const kLength = std::size_t{36};

constexpr bool is_dash_at(std::size_t const i) { return i == 8 || i == 13 || i == 18 || i == 23; }

constexpr int digit_of(char const c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

std::optional<uuid> read(std::string_view const text) {
  if (text.size() != kLength) {
    return std::nullopt;
  }
  auto id = uuid{};
  for (auto i = std::size_t{0}; i != kLength; ++i) {
    if (is_dash_at(i)) {
      if (text[i] != '-') {
        return std::nullopt;
      }
      continue;
    }
    auto const digit = digit_of(text[i]);
    if (digit < 0) {
      return std::nullopt;
    }
    auto& half = i < 18 ? id.high_ : id.low_;
    half = (half << 4U) | static_cast<std::uint64_t>(digit);
  }
  return id;
}

// Version 8 and the variant of RFC 9562.
constexpr uuid marked(std::uint64_t const high, std::uint64_t const low) {
  return {(high & ~0xF000ULL) | 0x8000ULL, (low & ~(3ULL << 62U)) | (2ULL << 62U)};
}

}  // namespace

result<uuid> parse_uuid(std::string_view const text) {
  if (auto const id = read(text)) {
    return *id;
  }
  return invalid(fmt::format("\"{}\" is no id: an id has 32 digits 0-9 a-f in groups of 8-4-4-4-12", text));
}

// Written by hand: an event of the ledger has ten of them.
std::string to_string(uuid const& id) {
  auto text = std::string(kLength, '-');
  auto const put = [&](std::uint64_t half, std::size_t const first, std::size_t const end) {
    for (auto i = end; i-- != first;) {
      if (!is_dash_at(i)) {
        text[i] = "0123456789abcdef"[half & 0xFU];
        half >>= 4U;
      }
    }
  };
  put(id.high_, 0, 18);
  put(id.low_, 19, kLength);
  return text;
}

uuid uuid_of_name(std::string_view const name) {
  auto const h = XXH3_128bits(name.data(), name.size());
  return marked(h.high64, h.low64);
}

uuid derived(uuid const& of, std::uint64_t const n) {
  auto state = std::uint64_t{of.high_ ^ (n * 0xD1B54A32D192ED03U)};
  auto const high = split_mix(state);
  state ^= of.low_;
  return marked(high, split_mix(state));
}

}  // namespace leeward
