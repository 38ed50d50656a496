#include "device/keys.h"

#include <sodium.h>

#include "base/ensure.h"

namespace leeward::device {

static_assert(crypto_generichash_KEYBYTES == sizeof(chain_key::bytes_));
static_assert(crypto_generichash_BYTES == sizeof(chain_hash));

chain_hash hash_of(chain_key const& k, std::string_view const text) {
  auto out = chain_hash{};
  ensure(crypto_generichash(out.data(), out.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                            k.bytes_.data(), k.bytes_.size()) == 0,
         "a hash cannot be made");
  return out;
}

}  // namespace leeward::device
