#include "base/crypto/random.h"

#include <array>
#include <cstddef>

#include <sodium.h>

namespace leeward {

void fill_randomly(std::span<std::uint8_t> const into) { randombytes_buf(into.data(), into.size()); }

signing_key random_signing_key() {
  auto k = signing_key{};
  fill_randomly(k.seed_);
  return k;
}

uuid uuid_of_random(std::uint64_t const high, std::uint64_t const low) {
  return {(high & ~std::uint64_t{0xF000}) | 0x4000U, (low & ~(std::uint64_t{3} << 62U)) | (std::uint64_t{2} << 62U)};
}

uuid random_uuid() {
  auto bytes = std::array<std::uint8_t, 16>{};
  fill_randomly(bytes);
  auto high = std::uint64_t{0};
  auto low = std::uint64_t{0};
  for (auto i = std::size_t{0}; i != 8; ++i) {
    high = high << 8U | bytes[i];
    low = low << 8U | bytes[8 + i];
  }
  return uuid_of_random(high, low);
}

}  // namespace leeward
