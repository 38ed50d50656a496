#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// The keys of a field device, given or made when it is enrolled.
namespace leeward::device {

// Ed25519 (RFC 8032): the seed never leaves the device; the server has the public half.
struct signing_key {
  std::array<std::uint8_t, 32> seed_{};
};

struct public_key {
  constexpr auto operator<=>(public_key const&) const = default;

  std::array<std::uint8_t, 32> bytes_{};
};

// For the chain: the server and the device have it. Without it a hash tells nothing of what it was made from, also not
// after an erasure.
struct chain_key {
  std::array<std::uint8_t, 32> bytes_{};
};

using chain_hash = std::array<std::uint8_t, 32>;  // BLAKE2b-256, keyed
using signature = std::array<std::uint8_t, 64>;

public_key public_half(signing_key const&);

chain_hash hash_of(chain_key const&, std::string_view text);

signature sign(signing_key const&, std::string_view text);
bool fits(signature const&, std::string_view text, public_key const&);

// Two lower-case digits a byte.
std::string to_hex(std::span<std::uint8_t const>);

// False: the text is not exactly what to_hex writes for so many bytes.
bool from_hex(std::string_view, std::span<std::uint8_t> into);

}  // namespace leeward::device
