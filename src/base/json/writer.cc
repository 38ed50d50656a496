#include "base/json/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/utf8.h"

namespace leeward::json {

void writer::begin_object(bool const one_line) { begin('{', one_line); }
void writer::end_object() { end('}'); }
void writer::begin_list(bool const one_line) { begin('[', one_line); }
void writer::end_list() { end(']'); }

void writer::key(std::string_view const name) {
  before_value();
  escaped(name);
  out_ += layout_ == layout::kWide ? ": " : ":";
  after_key_ = true;
}

void writer::boolean(bool const b) { json(b ? "true" : "false"); }
void writer::integer(std::int64_t const n) { json(fmt::format_int{n}.c_str()); }
void writer::natural(std::uint64_t const n) { json(fmt::format_int{n}.c_str()); }

void writer::number(double const d) {
  ensure(std::isfinite(d), "JSON has no number for NaN and infinity");
  auto text = std::array<char, 32>{};
  auto const end = std::to_chars(text.data(), text.data() + text.size(), d).ptr;
  json({text.data(), static_cast<std::size_t>(end - text.data())});
}

void writer::text(std::string_view const s) {
  before_value();
  escaped(s);
}

void writer::json(std::string_view const s) {
  before_value();
  out_ += s;
}

void writer::members(std::string_view const object) {
  if (object.size() > 2) {
    before_value();
    out_ += object.substr(1, object.size() - 2);
  }
}

std::string writer::take() {
  if (layout_ == layout::kWide) {
    out_ += '\n';
  }
  return std::move(out_);
}

void writer::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) {
    return;
  }
  auto& here = levels_.back();
  if (!here.empty_) {
    out_ += here.one_line_ && layout_ == layout::kWide ? ", " : ",";
  }
  here.empty_ = false;
  if (!here.one_line_) {
    next_line();
  }
}

void writer::next_line() {
  if (layout_ == layout::kWide) {
    out_ += '\n';
    out_.append(2 * levels_.size(), ' ');
  }
}

void writer::begin(char const open, bool const one_line) {
  before_value();
  out_ += open;
  levels_.push_back({one_line || (!levels_.empty() && levels_.back().one_line_), true});
}

void writer::end(char const close) {
  auto const here = levels_.back();
  levels_.pop_back();
  if (!here.empty_ && !here.one_line_) {
    next_line();
  }
  out_ += close;
}

void writer::escaped(std::string_view const s) {
  out_ += '"';
  auto const is_plain = [](char const c) { return c >= 0x20 && c != '"' && c != '\\'; };  // and ASCII
  auto const first = std::find_if_not(s.begin(), s.end(), is_plain);
  auto plain = std::size_t{0};  // what stands before it is written
  for (auto i = static_cast<std::size_t>(first - s.begin()); i != s.size();) {
    auto const c = static_cast<unsigned char>(s[i]);
    auto const length = c < 0x80U ? std::size_t{1} : utf8_length_at(s, i);
    if (c >= 0x20U && c != '"' && c != '\\' && length != 0) {
      i += length;
      continue;
    }
    out_.append(s, plain, i - plain);
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default: out_ += c < 0x20U ? fmt::format("\\u{:04x}", c) : "\xEF\xBF\xBD";
    }
    plain = ++i;
  }
  out_.append(s, plain, s.size() - plain);
  out_ += '"';
}

}  // namespace leeward::json
