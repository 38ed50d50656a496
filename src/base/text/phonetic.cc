#include "base/text/phonetic.h"

namespace leeward {

namespace {

char heard_as(char const c) {
  switch (c) {
    case 'b': return 'p';
    case 'd': return 't';
    case 'v': return 'f';
    case 'z':
    case 'c': return 's';
    case 'g':
    case 'q': return 'w';
    case 'h': return 'k';
    case 'n': return 'm';
    case 'e':
    case 'i':
    case 'o':
    case 'u': return 'a';
    default: return c;
  }
}

}  // namespace

std::string phonetic_key(std::string_view const spelling) {
  auto key = std::string{};
  auto before = ' ';
  for (auto const c : spelling) {
    auto const h = heard_as(c);
    if (h != before && (h != 'a' || before == ' ')) {
      key += h;
    }
    before = h;
  }
  return key;
}

}  // namespace leeward
