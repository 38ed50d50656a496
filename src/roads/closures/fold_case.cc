#include "roads/closures/fold_case.h"

#include <cstddef>

namespace leeward::roads {

namespace {

char32_t small(char32_t const c) {
  auto const in = [&](char32_t const first, char32_t const last) { return first <= c && c <= last; };
  if (in(U'A', U'Z') || (in(0xC0, 0xDE) && c != 0xD7) || in(0x391, 0x3A9) || in(0x410, 0x42F)) {
    return c + 0x20;
  }
  if (in(0x400, 0x40F)) {  // Ѐ to Џ
    return c + 0x50;
  }
  // Pairs of a capital and its small letter: Ā ā …, Ĺ ĺ … (odd capitals), Ѡ ѡ …, Ґ ґ …
  auto const even_pairs = (in(0x100, 0x137) && c != 0x130) || in(0x14A, 0x177) || in(0x460, 0x481) || in(0x48A, 0x4BF);
  auto const odd_pairs = in(0x139, 0x148) || in(0x179, 0x17E);
  if (even_pairs) {
    return c | 1U;
  }
  return odd_pairs && c % 2 == 1 ? c + 1 : c;
}

char byte(char32_t const c) { return static_cast<char>(static_cast<unsigned char>(c)); }

}  // namespace

std::string fold_case(std::string_view const text) {
  auto folded = std::string{};
  folded.reserve(text.size());
  for (auto i = std::size_t{0}; i < text.size(); ++i) {
    auto const first = static_cast<unsigned char>(text[i]);
    auto const two =
        (first & 0xE0U) == 0xC0U && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0U) == 0x80U;
    if (two) {  // all capitals beyond ASCII that we know have two bytes, and so have their small letters
      auto const second = static_cast<unsigned char>(text[++i]);
      auto const c = small((char32_t{first & 0x1FU} << 6U) | (second & 0x3FU));
      folded += byte(0xC0U | (c >> 6U));
      folded += byte(0x80U | (c & 0x3FU));
    } else {
      folded += first < 0x80U ? byte(small(first)) : text[i];
    }
  }
  return folded;
}

}  // namespace leeward::roads
