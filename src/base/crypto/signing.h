#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

// Ed25519 (RFC 8032). Who has the seed signs; the public half may be known to everybody.
namespace leeward {

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

// Each kind of text begins with words of its own, so that the signature of one never fits another.
signature sign(signing_key const&, std::string_view text);
bool fits(signature const&, std::string_view text, public_key const&);

// A signature as documents have it: 128 hex digits. False: it is none, or does not fit.
std::string sign_in_hex(signing_key const&, std::string_view text);
bool fits_in_hex(std::string_view signature, std::string_view text, public_key const&);

}  // namespace leeward
