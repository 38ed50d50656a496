#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leeward {

// The same text however it was typed: Unicode NFKC, without case, accents that stand for stress and invisible
// characters; what is no letter or digit becomes one space, apostrophes inside a word go. What is no UTF-8 counts as a
// space.
std::string normalise(std::string_view);

// Of normalise().
std::vector<std::string> words_of(std::string_view);

}  // namespace leeward
