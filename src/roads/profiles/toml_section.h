#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "base/result.h"

// Reading our own TOML files strictly: every key is asked for once, unknown and missing ones are errors, and every
// error names file, line, key and what is allowed.
namespace leeward::roads {

struct toml_problems {
  void add(toml::node const* where, std::string_view key, std::string_view what);
  tl::unexpected<error> to_error() const;

  std::string source_;
  std::vector<std::string> lines_;
  std::string first_key_;
};

struct number_range {
  double least_{0};
  double most_{0};
};

class toml_section {
public:
  toml_section(toml::table const&, std::string path, toml_problems&);

  bool flag(std::string_view key);
  std::string word(std::string_view key, std::vector<std::string_view> const& allowed);
  std::vector<std::string> words(std::string_view key);
  // Times `unit`, rounded to a whole number.
  std::int32_t number(std::string_view key, number_range, double unit = 1);
  std::vector<std::pair<std::string, std::int32_t>> numbers(std::string_view key, number_range, double unit = 1);
  toml::table const* table(std::string_view key);

  // Refuses the keys that nobody has asked for.
  void finish();

private:
  toml::node const* find(std::string_view key);
  std::int32_t to_number(toml::node const&, std::string const& key, number_range, double unit);

  toml::table const& table_;
  std::string path_;
  toml_problems& problems_;
  std::set<std::string, std::less<>> asked_;
};

// The parsed text, or where it is not TOML.
result<toml::table> parse_toml(std::string_view text, std::string_view source);

}  // namespace leeward::roads
