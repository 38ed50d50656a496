#include "base/csv.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/problems.h"

namespace leeward {

namespace {

constexpr auto const kNotFound = std::string_view::npos;

std::string trimmed(std::string_view const text) {
  auto const from = text.find_first_not_of(" \t");
  return from == kNotFound ? "" : std::string{text.substr(from, text.find_last_not_of(" \t") - from + 1)};
}

// What separates the header's fields; text in quotes does not count.
char separator_of(std::string_view const text) {
  auto in_quotes = false;
  auto separator = ',';
  for (auto const c : text.substr(std::min(text.find_first_not_of("\r\n"), text.size()))) {
    in_quotes = in_quotes != (c == '"');
    if (!in_quotes && (c == ',' || c == '\n')) {
      return c == ',' ? ',' : separator;
    }
    separator = !in_quotes && c == ';' ? ';' : separator;
  }
  return separator;
}

// Takes a text apart row by row. The first thing wrong with a row stands in `wrong_`.
struct csv_scanner {
  bool at_line_end() const { return rest_.empty() || rest_[0] == '\n' || rest_ == "\r" || rest_.starts_with("\r\n"); }

  void skip_line() {
    auto const end = rest_.find('\n');
    rest_.remove_prefix(end == kNotFound ? rest_.size() : end + 1);
    ++line_;
  }

  void complain(std::string what) {
    if (wrong_.empty()) {
      wrong_ = std::move(what);
    }
  }

  // Up to the separator or the line's end.
  std::string plain_field() {
    auto field = rest_.substr(0, std::min(rest_.find(separator_), rest_.find('\n')));
    if (!rest_.substr(field.size()).starts_with(separator_) && field.ends_with('\r')) {
      field.remove_suffix(1);
    }
    if (field.find('"') != kNotFound) {
      complain("has a quote inside a field that does not begin with one");
    }
    rest_.remove_prefix(field.size());
    return std::string{field};
  }

  // Two quotes stand for one.
  std::string quoted_field() {
    auto field = std::string{};
    while (true) {
      rest_.remove_prefix(1);
      auto const part = rest_.substr(0, rest_.find('"'));
      line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      field += part;
      rest_.remove_prefix(part.size());
      if (rest_.empty()) {
        complain("has a quoted field that is never closed");
        return field;
      }
      rest_.remove_prefix(1);
      if (!rest_.starts_with('"')) {
        return field;
      }
      field += '"';
    }
  }

  // Ends behind its line. A row that is wrong gives what could be read of it.
  csv_row row() {
    wrong_.clear();
    auto row = csv_row{line_, {}};
    while (true) {
      auto field = rest_.starts_with('"') ? quoted_field() : plain_field();
      if (field.size() > kMaxCsvField) {
        complain(fmt::format("has a field of more than {} bytes", kMaxCsvField));
      }
      row.fields_.push_back(std::move(field));
      if (row.fields_.size() > kMaxCsvColumns) {
        complain(fmt::format("has more than {} fields", kMaxCsvColumns));
      } else if (!at_line_end() && !rest_.starts_with(separator_)) {
        complain("has text behind a closing quote");
      }
      if (at_line_end() || !wrong_.empty()) {
        skip_line();
        return row;
      }
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
  char separator_{','};
  std::size_t line_{1};
  std::string wrong_;
};

void check_header(csv_table const& table, std::string const& path, problems& wrong) {
  for (auto i = table.header_.begin(); i != table.header_.end(); ++i) {
    if (std::find(table.header_.begin(), i, *i) != i) {
      wrong.add(path, fmt::format("names the column \"{}\" twice", *i));
    }
  }
}

void take_row(csv_table& table, csv_scanner& s, problems& wrong) {
  auto row = s.row();
  auto const path = fmt::format("line {}", row.line_);
  if (!s.wrong_.empty()) {
    wrong.add(path, s.wrong_);
  } else if (table.header_.empty()) {
    std::ranges::transform(row.fields_, std::back_inserter(table.header_), trimmed);
    check_header(table, path, wrong);
  } else if (row.fields_.size() != table.header_.size()) {
    wrong.add(path,
              fmt::format("has {} fields, must have {} like the header", row.fields_.size(), table.header_.size()));
  } else {
    table.rows_.push_back(std::move(row));
  }
}

}  // namespace

std::optional<std::size_t> csv_table::column(std::string_view const name) const {
  auto const at = std::ranges::find(header_, name);
  return at == header_.end() ? std::nullopt : std::optional{static_cast<std::size_t>(at - header_.begin())};
}

result<csv_table> read_csv(std::string_view text, std::string_view const source) {
  if (text.size() > kMaxCsvBytes) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: has {} bytes, more than the {} that are read", source, text.size(), kMaxCsvBytes));
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3);
  }
  auto s = csv_scanner{text, separator_of(text), 1, {}};
  auto table = csv_table{};
  auto wrong = problems{source};
  while (!s.rest_.empty()) {
    if (s.at_line_end()) {
      s.skip_line();
      continue;
    }
    if (table.rows_.size() == kMaxCsvRows) {
      return fail(error_kind::kTooLarge, fmt::format("{}: has more than {} rows", source, kMaxCsvRows));
    }
    take_row(table, s, wrong);
    if (table.header_.empty()) {
      return wrong.to_error();
    }
  }
  if (table.header_.empty()) {
    return invalid(fmt::format("{}: is empty, must have a header line", source));
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return table;
}

void append_csv(std::string& out, std::span<std::string_view const> const fields) {
  auto first = true;
  for (auto const field : fields) {
    out += first ? "" : ",";
    first = false;
    if (field.find_first_of(",\"\r\n") == kNotFound) {
      out += field;
      continue;
    }
    out += '"';
    for (auto const c : field) {
      out += c == '"' ? "\"\"" : std::string_view{&c, 1};
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace leeward
