#include "roads/file/checksum.h"

#include "base/ensure.h"

// Compiled here, not linked: the library's own build knows no AVX2.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace leeward::roads {

std::uint64_t xxh3(std::span<std::span<std::byte const> const> const pieces) {
  auto state = XXH3_state_t{};
  ensure(XXH3_64bits_reset(&state) == XXH_OK, "XXH3 begins");
  for (auto const piece : pieces) {
    ensure(XXH3_64bits_update(&state, piece.data(), piece.size()) == XXH_OK, "XXH3 takes any bytes");
  }
  return XXH3_64bits_digest(&state);
}

}  // namespace leeward::roads
