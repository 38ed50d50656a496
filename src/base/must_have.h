#pragma once

#include <optional>
#include <source_location>
#include <string_view>
#include <utility>

#include "base/ensure.h"

namespace leeward {

// What by a law of our own code is there (base/ensure.h). The optional must outlive what is returned.
template <typename T>
constexpr T const& must_have(std::optional<T> const& o, std::string_view const why,
                             std::source_location const where = std::source_location::current()) {
  if (!o) [[unlikely]] {
    ensure_failed(why, where);
  }
  return *o;
}

template <typename T>
constexpr T& must_have(std::optional<T>& o, std::string_view const why,
                       std::source_location const where = std::source_location::current()) {
  if (!o) [[unlikely]] {
    ensure_failed(why, where);
  }
  return *o;
}

template <typename T>
constexpr T must_have(std::optional<T>&& o, std::string_view const why,
                      std::source_location const where = std::source_location::current()) {
  if (!o) [[unlikely]] {
    ensure_failed(why, where);
  }
  return std::move(*o);
}

}  // namespace leeward
