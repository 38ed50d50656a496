#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace leeward::cli {

// "4GiB", "500 MB", "1048576": a number of bytes, with kB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (of 1024).
result<std::uint64_t> parse_bytes(std::string_view);

}  // namespace leeward::cli
