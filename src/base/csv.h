#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Comma-separated values (RFC 4180) with a header line.
namespace leeward {

inline constexpr std::size_t kMaxCsvBytes = std::size_t{256} << 20U;
inline constexpr std::size_t kMaxCsvRows = 5'000'000;
inline constexpr std::size_t kMaxCsvColumns = 1'000;
inline constexpr std::size_t kMaxCsvField = std::size_t{64} << 10U;

struct csv_row {
  std::size_t line_{0};              // from 1, where the row begins
  std::vector<std::string> fields_;  // as many as the header has
};

struct csv_table {
  std::optional<std::size_t> column(std::string_view name) const;

  std::vector<std::string> header_;  // without spaces around
  std::vector<csv_row> rows_;
};

// Reads quoted fields, CRLF or LF, a byte order mark; empty lines are skipped. The separator is the comma, or the
// semicolon when the header has that and no comma. Errors (all at once, with their lines): no header, a name twice,
// another number of fields than the header has, a quote that is not closed or stands inside a field, a limit passed.
result<csv_table> read_csv(std::string_view text, std::string_view source);

// Adds one line; a field with a comma, quote or line break is quoted.
void append_csv(std::string& out, std::span<std::string_view const> fields);

}  // namespace leeward
