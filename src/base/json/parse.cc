#include <string>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include "base/json/value.h"

namespace leeward::json {

namespace {

namespace bj = boost::json;

// Fills a document from the parser's events. The text of all strings and numbers is never longer than the source, so
// that one reservation keeps every view valid.
class document_builder {
public:
  // NOLINTBEGIN(readability-identifier-naming): the names that Boost.JSON asks its handlers for
  static constexpr std::size_t max_object_size = kMaxValues;
  static constexpr std::size_t max_array_size = kMaxValues;
  static constexpr std::size_t max_key_size = kMaxBytes;
  static constexpr std::size_t max_string_size = kMaxBytes;
  // NOLINTEND(readability-identifier-naming)

  explicit document_builder(std::size_t const source_size) {
    doc_.text_.reserve(source_size);
    doc_.values_.reserve(source_size / 8 + 1);
  }

  document take() { return std::move(doc_); }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }

  bool on_object_begin(bj::error_code& ec) { return begin(kind::kObject, ec); }
  bool on_array_begin(bj::error_code& ec) { return begin(kind::kArray, ec); }
  bool on_object_end(std::size_t const n, bj::error_code&) { return end(n); }
  bool on_array_end(std::size_t const n, bj::error_code&) { return end(n); }

  bool on_key_part(bj::string_view const s, std::size_t, bj::error_code&) { return append(s); }
  bool on_key(bj::string_view const s, std::size_t, bj::error_code&) {
    append(s);
    key_ = taken();
    return true;
  }

  bool on_string_part(bj::string_view const s, std::size_t, bj::error_code&) { return append(s); }
  bool on_string(bj::string_view const s, std::size_t, bj::error_code& ec) {
    append(s);
    return add(kind::kString, taken(), ec);
  }

  bool on_number_part(bj::string_view const s, bj::error_code&) { return append(s); }
  bool on_int64(std::int64_t, bj::string_view const s, bj::error_code& ec) { return number(s, ec); }
  bool on_uint64(std::uint64_t, bj::string_view const s, bj::error_code& ec) { return number(s, ec); }
  bool on_double(double, bj::string_view const s, bj::error_code& ec) { return number(s, ec); }

  bool on_bool(bool const b, bj::error_code& ec) { return add(b ? kind::kTrue : kind::kFalse, {}, ec); }
  bool on_null(bj::error_code& ec) { return add(kind::kNull, {}, ec); }

  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

private:
  bool append(bj::string_view const s) {
    doc_.text_.insert(doc_.text_.end(), s.begin(), s.end());
    return true;
  }

  // What was appended since the last call.
  std::string_view taken() {
    auto const from = std::exchange(taken_, doc_.text_.size());
    return {doc_.text_.data() + from, taken_ - from};
  }

  bool number(bj::string_view const s, bj::error_code& ec) {
    append(s);
    return add(kind::kNumber, taken(), ec);
  }

  bool add(kind const k, std::string_view const text, bj::error_code& ec) {
    if (doc_.values_.size() == kMaxValues) {
      ec = bj::error::array_too_large;
      return false;
    }
    doc_.values_.push_back({k, 0, 1, std::exchange(key_, {}), text});
    return true;
  }

  bool begin(kind const k, bj::error_code& ec) {
    open_.push_back(doc_.values_.size());
    return add(k, {}, ec);
  }

  bool end(std::size_t const n) {
    auto const at = open_.back();
    open_.pop_back();
    doc_.values_[at].size_ = static_cast<std::uint32_t>(n);
    doc_.values_[at].span_ = static_cast<std::uint32_t>(doc_.values_.size() - at);
    return true;
  }

  document doc_;
  std::vector<std::size_t> open_;
  std::size_t taken_{0};
  std::string_view key_;
};

// Line and column from 1; a column is a character, not a byte.
std::string place_in(std::string_view const text, std::size_t const offset) {
  auto line = std::size_t{1};
  auto column = std::size_t{1};
  for (auto const c : text.substr(0, offset)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
  return fmt::format("line {}, column {}", line, column);
}

// What the parser found there instead of JSON.
std::string found_at(std::string_view const text, std::size_t const offset) {
  if (offset >= text.size()) {
    return "the text ends before the JSON does";
  }
  auto const c = static_cast<unsigned char>(text[offset]);
  if (c < 0x20U || c == 0x7FU) {
    return fmt::format("the character U+{:04X} does not belong here", static_cast<unsigned>(c));
  }
  if (c >= 0x80U) {
    return "a character that is not ASCII, or is not UTF-8, does not belong here";
  }
  return fmt::format("\"{}\" does not belong here", static_cast<char>(c));
}

std::string why(bj::error_code const ec, std::string_view const text, std::size_t const offset) {
  if (ec == bj::error::too_deep) {
    return fmt::format("is nested deeper than {} levels", kMaxDepth);
  }
  if (ec == bj::error::exponent_overflow) {
    return "the number's exponent is too large";
  }
  if (ec == bj::error::illegal_leading_surrogate || ec == bj::error::illegal_trailing_surrogate) {
    return "\\u is half a surrogate pair";
  }
  if (ec == bj::error::expected_hex_digit) {
    return "\\u must be followed by four hexadecimal digits";
  }
  if (ec == bj::error::extra_data) {
    return "something follows after the end of the JSON";
  }
  return found_at(text, offset);
}

}  // namespace

result<document> parse(std::string_view text, std::string_view const source) {
  if (text.size() > kMaxBytes) {
    return fail(error_kind::kTooLarge, fmt::format("{}: has {} bytes, more than the {} that are read at once", source,
                                                   text.size(), kMaxBytes));
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3);
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return invalid(fmt::format("{}: is empty, must be JSON", source));
  }
  auto options = bj::parse_options{};
  options.max_depth = kMaxDepth;
  auto parser = bj::basic_parser<document_builder>{options, text.size()};
  auto ec = bj::error_code{};
  auto const used = parser.write_some(false, text.data(), text.size(), ec);
  if (ec == bj::error::array_too_large || ec == bj::error::object_too_large) {
    return fail(error_kind::kTooLarge, fmt::format("{}: holds more than {} values", source, kMaxValues));
  }
  if (!ec && used < text.size()) {
    ec = bj::error::extra_data;
  }
  if (ec) {
    return invalid(fmt::format("{}: {}: {}", source, place_in(text, used), why(ec, text, used)));
  }
  return parser.handler().take();
}

}  // namespace leeward::json
