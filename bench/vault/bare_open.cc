#include "vault/bare_open.h"

#include <array>
#include <cstdint>

#include <sodium.h>

#include "base/ensure.h"
#include "figure.h"

namespace leeward::bench {

double bare_open_us() {
  constexpr auto const kBytes = 200U;
  constexpr auto const kTimes = 10'000;
  auto key = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>{};
  auto nonce = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>{};
  auto text = std::array<std::uint8_t, kBytes>{};
  auto sealed = std::array<std::uint8_t, kBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES>{};
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, text.data(), text.size(), nullptr, 0, nullptr,
                                             nonce.data(), key.data());
  auto const open_many = [&] {
    for (auto i = 0; i != kTimes; ++i) {
      ensure(crypto_aead_xchacha20poly1305_ietf_decrypt(text.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                        nullptr, 0, nonce.data(), key.data()) == 0,
             "what was sealed is opened");
    }
  };
  return 1e6 / kTimes * median_time(5, open_many);
}

}  // namespace leeward::bench
