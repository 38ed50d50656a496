#include "base/json/description.h"

namespace leeward::json {

std::string word_of(std::string_view enumerator) {
  if (enumerator.size() > 1 && enumerator[0] == 'k' && enumerator[1] >= 'A' && enumerator[1] <= 'Z') {
    enumerator.remove_prefix(1);
  }
  auto word = std::string{};
  for (auto const c : enumerator) {
    if (c >= 'A' && c <= 'Z') {
      if (!word.empty()) {
        word += '_';
      }
      word += static_cast<char>(c - 'A' + 'a');
    } else {
      word += c;
    }
  }
  return word;
}

}  // namespace leeward::json
