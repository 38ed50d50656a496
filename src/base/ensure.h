#pragma once

#include <source_location>
#include <string_view>

namespace leeward {

[[noreturn]] void ensure_failed(std::string_view why, std::source_location);

// A law of our own code, kept on in release. Never for something that a user can send.
constexpr void ensure(bool const condition, std::string_view const why,
                      std::source_location const where = std::source_location::current()) {
  if (!condition) [[unlikely]] {
    ensure_failed(why, where);
  }
}

}  // namespace leeward
