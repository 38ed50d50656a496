#pragma once

#include <string>
#include <string_view>

namespace leeward {

// What is left of a spelling key (spelling.h) when it is heard badly: consonants alone, voiced as unvoiced, the first
// vowel as "a". Words stay apart. Equal for many names: a first sieve.
std::string phonetic_key(std::string_view spelling);

}  // namespace leeward
