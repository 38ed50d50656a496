#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/crypto/hex.h"
#include "base/ensure.h"
#include "device/envelope.h"

// No text passes for a device's batch without its signature, each refusal says why, and what can be read is written the
// same again, passes once it is signed and its chain is made, and then only so.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const key = signing_key{{1, 2, 3}};
  auto const chain = device::chain_key{{4, 5, 6}};
  auto read = device::decode_batch({reinterpret_cast<char const*>(data), size}, "fuzz");
  if (!read) {
    ensure(!read.error().sentence_.empty(), "a refusal without a sentence");
    return 0;
  }
  auto const again = device::decode_batch(device::encode(*read), "again");
  ensure(!again || *again == *read, "read and write do not agree");
  ensure(again || again.error().kind_ == error_kind::kTooLarge, "what was written cannot be read");
  ensure(!device::verify(*read, public_half(key), chain), "a forged batch passed");
  for (auto i = std::size_t{0}; i != read->ops_.size(); ++i) {
    read->ops_[i].seq_ = i + 1;
    if (i != 0) {
      read->ops_[i].prev_ = to_hex(device::hash_of(chain, read->operation_, read->device_, read->ops_[i - 1]));
    }
  }
  device::sign(key, chain, *read);
  ensure(device::verify(*read, public_half(key), chain).has_value(), "a signed batch is refused");
  ensure(!device::verify(*read, public_half({{3, 2, 1}}), chain), "another device's key fits");
  return 0;
}
