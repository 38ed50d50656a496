#include "vault/secret.h"

#include <algorithm>

#include <sodium.h>

#include "base/ensure.h"

namespace leeward::vault {

secret::secret() {
  ensure(sodium_init() >= 0, "libsodium can start");
  bytes_ = {static_cast<std::uint8_t*>(sodium_malloc(kKeyBytes)), sodium_free};
  ensure(bytes_ != nullptr, "there is memory for a key");
}

secret secret::random() {
  auto s = secret{};
  randombytes_buf(s.bytes_.get(), kKeyBytes);
  return s;
}

secret secret::copy_of(key_view const from) {
  auto s = secret{};
  std::ranges::copy(from, s.bytes_.get());
  return s;
}

secret secret::derived(std::string_view const name) const {
  auto s = secret{};
  crypto_generichash(s.bytes_.get(), kKeyBytes, reinterpret_cast<std::uint8_t const*>(name.data()), name.size(),
                     bytes_.get(), kKeyBytes);
  return s;
}

}  // namespace leeward::vault
