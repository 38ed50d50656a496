#include "cli/who_asks.h"

#include <array>
#include <unistd.h>

#include <fmt/format.h>
#include <pwd.h>

namespace leeward::cli {

std::vector<option> declare(who_asks& o) {
  return {{"--by", &o.by_, "Who asks, as the audit of reads will name them; by default the user of this computer"},
          {"--why", &o.why_, "Why, for the audit"}};
}

std::string name_of(who_asks const& o) {
  if (o.by_) {
    return *o.by_;
  }
  auto room = std::array<char, 4'096>{};
  auto entry = passwd{};
  passwd* found = nullptr;
  auto const known = ::getpwuid_r(::getuid(), &entry, room.data(), room.size(), &found) == 0 && found != nullptr;
  return known ? fmt::format("user {}", entry.pw_name) : fmt::format("user number {}", ::getuid());
}

result<uuid> parse_whose(std::string const& text) {
  return parse_uuid(text).map_error([](error e) {
    e.sentence_ = fmt::format("whose: {}; name a person or a household by its number", e.sentence_);
    e.field_ = "whose";
    return e;
  });
}

}  // namespace leeward::cli
