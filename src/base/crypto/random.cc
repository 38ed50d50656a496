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

uuid random_uuid() {
  auto bytes = std::array<std::uint8_t, 16>{};
  fill_randomly(bytes);
  auto id = uuid{};
  for (auto i = std::size_t{0}; i != 8; ++i) {
    id.high_ = id.high_ << 8U | bytes[i];
    id.low_ = id.low_ << 8U | bytes[8 + i];
  }
  id.high_ = (id.high_ & ~std::uint64_t{0xF000}) | 0x4000U;
  id.low_ = (id.low_ & ~(std::uint64_t{3} << 62U)) | (std::uint64_t{2} << 62U);
  return id;
}

}  // namespace leeward
