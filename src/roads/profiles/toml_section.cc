#include "roads/profiles/toml_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leeward::roads {

void toml_problems::add(toml::node const* const where, std::string_view const key, std::string_view const what) {
  if (lines_.empty()) {
    first_key_ = key;
  }
  auto const line = where == nullptr ? 0 : where->source().begin.line;
  lines_.push_back(line == 0 ? fmt::format("{}: {} {}", source_, key, what)
                             : fmt::format("{}:{}: {} {}", source_, line, key, what));
}

tl::unexpected<error> toml_problems::to_error() const {
  return invalid(fmt::format("{}", fmt::join(lines_, "\n")), first_key_);
}

toml_section::toml_section(toml::table const& table, std::string path, toml_problems& problems)
    : table_{table}, path_{std::move(path)}, problems_{problems} {}

toml::node const* toml_section::find(std::string_view const key) {
  asked_.emplace(key);
  auto const* node = table_.get(key);
  if (node == nullptr) {
    problems_.add(&table_, fmt::format("{}.{}", path_, key), "is missing");
  }
  return node;
}

bool toml_section::flag(std::string_view const key) {
  auto const* node = find(key);
  if (node != nullptr && !node->is_boolean()) {
    problems_.add(node, fmt::format("{}.{}", path_, key), "must be true or false");
    return false;
  }
  return node != nullptr && node->value_or(false);
}

std::string toml_section::word(std::string_view const key, std::vector<std::string_view> const& allowed) {
  auto const* node = find(key);
  if (node == nullptr) {
    return {};
  }
  auto const text = node->value<std::string>().value_or("");
  if (std::ranges::find(allowed, text) == allowed.end()) {
    problems_.add(node, fmt::format("{}.{}", path_, key),
                  fmt::format("is \"{}\", must be one of: {}", text, fmt::join(allowed, ", ")));
  }
  return text;
}

std::vector<std::string> toml_section::words(std::string_view const key) {
  auto const* node = find(key);
  auto list = std::vector<std::string>{};
  if (node == nullptr) {
    return list;
  }
  auto good = node->is_array();
  if (good) {
    for (auto const& entry : *node->as_array()) {
      good = good && entry.is_string();
      list.push_back(entry.value_or(std::string{}));
    }
  }
  if (!good) {
    problems_.add(node, fmt::format("{}.{}", path_, key), "must be a list of texts, such as [\"bus\", \"psv\"]");
  }
  return list;
}

std::int32_t toml_section::to_number(toml::node const& node, std::string const& key, number_range const range,
                                     double const unit) {
  auto const value = node.is_number() ? node.value_or(0.0) : std::nan("");
  if (std::isnan(value) || value < range.least_ || value > range.most_) {
    problems_.add(&node, key, fmt::format("must be a number from {} to {}", range.least_, range.most_));
    return 0;
  }
  return static_cast<std::int32_t>(std::lround(value * unit));
}

std::int32_t toml_section::number(std::string_view const key, number_range const range, double const unit) {
  auto const* node = find(key);
  return node == nullptr ? 0 : to_number(*node, fmt::format("{}.{}", path_, key), range, unit);
}

std::vector<std::pair<std::string, std::int32_t>> toml_section::numbers(std::string_view const key,
                                                                        number_range const range, double const unit) {
  auto list = std::vector<std::pair<std::string, std::int32_t>>{};
  if (auto const* entries = table(key)) {
    for (auto const& [name, node] : *entries) {
      list.emplace_back(name.str(), to_number(node, fmt::format("{}.{}.{}", path_, key, name.str()), range, unit));
    }
  }
  return list;
}

toml::table const* toml_section::table(std::string_view const key) {
  auto const* node = find(key);
  if (node != nullptr && !node->is_table()) {
    problems_.add(node, fmt::format("{}.{}", path_, key), "must be a table, such as { asphalt = 80 }");
    return nullptr;
  }
  return node == nullptr ? nullptr : node->as_table();
}

void toml_section::finish() {
  for (auto const& [key, node] : table_) {
    if (!asked_.contains(key.str())) {
      problems_.add(&node, fmt::format("{}.{}", path_, key.str()),
                    fmt::format("is not a key we know; allowed are: {}", fmt::join(asked_, ", ")));
    }
  }
}

result<toml::table> parse_toml(std::string_view const text, std::string_view const source) {
  try {
    return toml::parse(text, source);
  } catch (toml::parse_error const& e) {
    return invalid(fmt::format("{}:{}: {}", source, e.source().begin.line, e.description()), std::string{source});
  }
}

}  // namespace leeward::roads
