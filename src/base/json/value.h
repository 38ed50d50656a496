#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

// A parsed document as a flat array. Numbers keep their own text, so that nothing is rounded before its type is known.
namespace leeward::json {

inline constexpr std::size_t kMaxBytes = std::size_t{128} << 20U;
inline constexpr std::size_t kMaxValues = 10'000'000;
inline constexpr std::size_t kMaxDepth = 64;

enum class kind : std::uint8_t { kNull, kFalse, kTrue, kNumber, kString, kArray, kObject };

// Values lie in reading order: the children of an array or object follow it, and the next sibling of any value is
// `span_` further on.
struct value {
  kind kind_{kind::kNull};
  std::uint32_t size_{0};  // elements or members
  std::uint32_t span_{1};  // itself and all below it
  std::string_view key_;   // its name, when it is a member of an object
  std::string_view text_;  // of a string, unescaped; of a number, as written
};

struct children {
  struct iterator {
    value const& operator*() const { return *at_; }
    iterator& operator++() {
      at_ += at_->span_;
      return *this;
    }
    bool operator==(iterator const&) const = default;

    value const* at_;
  };

  iterator begin() const { return {of_ + 1}; }
  iterator end() const { return {of_ + of_->span_}; }

  value const* of_;
};

inline children children_of(value const& v) { return {&v}; }

// May be moved, not copied: its values point into its text.
struct document {
  document() = default;
  document(document&&) = default;
  document& operator=(document&&) = default;

  value const& root() const { return values_.front(); }

  std::vector<value> values_;
  std::vector<char> text_;
};

// RFC 8259, UTF-8, nothing beyond it. Errors: kInvalidInput "SOURCE: line 3, column 14: …"; kTooLarge when a limit
// above is passed.
result<document> parse(std::string_view text, std::string_view source);

}  // namespace leeward::json
