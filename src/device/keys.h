#pragma once

#include <array>
#include <cstdint>
#include <string_view>

// The key of a field device's chain, given when it is enrolled.
namespace leeward::device {

// For the chain: the server and the device have it. Without it a hash tells nothing of what it was made from, also not
// after an erasure.
struct chain_key {
  std::array<std::uint8_t, 32> bytes_{};
};

using chain_hash = std::array<std::uint8_t, 32>;  // BLAKE2b-256, keyed

chain_hash hash_of(chain_key const&, std::string_view text);

}  // namespace leeward::device
