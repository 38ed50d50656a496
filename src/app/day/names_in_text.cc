#include "app/day/names_in_text.h"

#include <cstddef>
#include <optional>

#include "base/uuid.h"

namespace leeward::app {

namespace {

// Behind the quote that ends the string that begins at `from`; nothing if none does.
std::optional<std::size_t> end_of_string(std::string_view const json, std::size_t const from) {
  for (auto i = from + 1; i < json.size(); ++i) {
    if (json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      return i + 1;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string with_numbers(std::string_view const json) {
  auto made = std::string{};
  made.reserve(json.size());
  for (auto i = std::size_t{0}; i < json.size();) {
    if (json[i] != '"') {
      made += json[i++];
      continue;
    }
    auto const end = end_of_string(json, i);
    auto const text = json.substr(i, end.value_or(json.size()) - i);
    if (end && text.size() > 3 && text.starts_with("\"#")) {
      made += '"' + to_string(uuid_of_name(text.substr(2, text.size() - 3))) + '"';
    } else {
      made += text;
    }
    i += text.size();
  }
  return made;
}

}  // namespace leeward::app
