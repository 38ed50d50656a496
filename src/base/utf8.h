#pragma once

#include <cstddef>
#include <string_view>

namespace leeward {

// The bytes of the UTF-8 character that begins at `at` (< text.size()), or 0 if none does: too short, a surrogate,
// longer than needed, or beyond U+10FFFF.
std::size_t utf8_length_at(std::string_view text, std::size_t at);

}  // namespace leeward
