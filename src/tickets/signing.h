#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

// Ed25519 (RFC 8032). The seed lies with the keys of the operation; the public half may be known to everybody.
namespace leeward::tickets {

struct signing_key {
  std::array<std::uint8_t, 32> seed_{};
};

struct public_key {
  constexpr auto operator<=>(public_key const&) const = default;

  std::array<std::uint8_t, 32> bytes_{};
};

using signature = std::array<std::uint8_t, 64>;

public_key public_half(signing_key const&);

std::string to_string(public_key const&);  // 64 hex digits

// Errors: kInvalidInput.
result<public_key> parse_public_key(std::string_view);

std::string to_hex(std::span<std::uint8_t const>);

// False: the text has other than exactly so many bytes.
bool from_hex(std::string_view, std::span<std::uint8_t> into);

// Each kind of text begins with words of its own, so that the signature of one never fits another.
signature sign(signing_key const&, std::string_view text);
bool fits(signature const&, std::string_view text, public_key const&);

}  // namespace leeward::tickets
