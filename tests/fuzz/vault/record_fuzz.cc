#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "vault/sealed.h"
#include "vault/tokens.h"

// What lies in the store may have been changed by anybody: no bytes pass for a sealed record or a wrapped key, each
// refusal says why, and what can be read of an opened record, or of tokens, is written the same again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const key = vault::secret::copy_of(vault::key_view{std::array<std::uint8_t, vault::kKeyBytes>{1, 2, 3}});
  auto const subject = uuid{1, 2};

  auto const opened = vault::open(key.bytes(), subject, 1, bytes);
  ensure(!opened.has_value() && !opened.error().sentence_.empty(), "a forged record passed");
  auto unwrapped = vault::secret::random();
  auto const keys = vault::keys{.master_ = key, .index_ = key, .next_ = std::nullopt};
  ensure(!vault::unwrap(keys, subject, bytes, unwrapped.room()).has_value(), "a forged key passed");

  if (auto const read = vault::unpack(bytes)) {
    ensure(vault::pack(*read) == bytes, "a record is not written as it was read");
  } else {
    ensure(!read.error().sentence_.empty(), "a refusal without a sentence");
  }
  if (auto const tokens = vault::unpack_tokens(bytes)) {
    ensure(vault::pack(*tokens) == bytes, "tokens are not written as they were read");
  }
  return 0;
}
