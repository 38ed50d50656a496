#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace leeward::roads {

// XXH3, 64 bits, seed 0 (https://github.com/Cyan4973/xxHash), of several pieces one after the other.
std::uint64_t xxh3(std::span<std::span<std::byte const> const> pieces);

}  // namespace leeward::roads
