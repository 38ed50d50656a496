#pragma once

#include <string>
#include <string_view>

namespace leeward {

// In ASCII and in lower case, whatever script it is in (Russian by BGN/PCGN, the rest by ICU). For people to read; to
// compare spellings there is spelling.h. Some 60 µs: keep what it gives.
std::string to_latin(std::string_view);

}  // namespace leeward
