#include "ledger/sqlite/connection.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/ensure.h"

namespace leeward::ledger {

namespace {

constexpr auto const kIdBytes = std::size_t{16};

std::array<std::uint8_t, kIdBytes> bytes_of(uuid const& id) {
  auto out = std::array<std::uint8_t, kIdBytes>{};
  for (auto i = std::size_t{0}; i != 8; ++i) {
    out[i] = static_cast<std::uint8_t>(id.high_ >> (56U - 8U * i));
    out[8 + i] = static_cast<std::uint8_t>(id.low_ >> (56U - 8U * i));
  }
  return out;
}

}  // namespace

void close_connection::operator()(sqlite3* const db) const { sqlite3_close_v2(db); }

error sqlite_error(sqlite3* const db, std::string_view const what) {
  auto const* const name = sqlite3_db_filename(db, "main");
  auto const file = std::string{name == nullptr ? "" : name};
  return {error_kind::kStorage, fmt::format("{}: {}: {}", file, what, sqlite3_errmsg(db)), file};
}

result<void> execute(sqlite3* const db, std::string const& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return tl::unexpected{sqlite_error(db, "the ledger refused a step")};
  }
  return {};
}

result<std::string> ask(sqlite3* const db, std::string const& sql) {
  auto s = statement::prepare(db, sql);
  if (!s) {
    return tl::unexpected{s.error()};
  }
  auto const row = s->step();
  if (!row) {
    return tl::unexpected{row.error()};
  }
  return *row ? std::string{s->text(0)} : std::string{};
}

result<statement> statement::prepare(sqlite3* const db, std::string_view const sql) {
  auto s = statement{};
  auto* raw = static_cast<sqlite3_stmt*>(nullptr);
  auto const code =
      sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  s.statement_.reset(raw);
  if (code != SQLITE_OK) {
    return tl::unexpected{sqlite_error(db, "a part of the ledger is not there")};
  }
  return s;
}

void statement::finalize::operator()(sqlite3_stmt* const s) const { sqlite3_finalize(s); }

statement& statement::bind(int const at, std::int64_t const v) {
  ensure(sqlite3_bind_int64(statement_.get(), at + 1, v) == SQLITE_OK, "a parameter is not there");
  return *this;
}

statement& statement::bind(int const at, std::string_view const text) {
  ensure(sqlite3_bind_text64(statement_.get(), at + 1, text.data() == nullptr ? "" : text.data(), text.size(),
                             SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK,
         "a text is too long for the store");
  return *this;
}

statement& statement::bind_bytes(int const at, std::span<std::uint8_t const> const bytes) {
  return bind_bytes(at, std::string_view{reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

statement& statement::bind_bytes(int const at, std::string_view const bytes) {
  ensure(sqlite3_bind_blob64(statement_.get(), at + 1, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                             SQLITE_STATIC) == SQLITE_OK,
         "bytes are too many for the store");
  return *this;
}

statement& statement::bind(int const at, uuid const& id) {
  auto const bytes = bytes_of(id);
  ensure(sqlite3_bind_blob(statement_.get(), at + 1, bytes.data(), kIdBytes, SQLITE_TRANSIENT) == SQLITE_OK,
         "a parameter is not there");
  return *this;
}

result<bool> statement::step() {
  auto const code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW || code == SQLITE_DONE) {
    return code == SQLITE_ROW;
  }
  return tl::unexpected{sqlite_error(sqlite3_db_handle(statement_.get()), "the ledger refused a step")};
}

result<void> statement::run() {
  auto const resets = reset_after{*this};
  auto const stepped = step();
  return stepped ? result<void>{} : result<void>{tl::unexpected{stepped.error()}};
}

void statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t statement::number(int const column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view statement::text(int const column) const {
  auto const* const text = sqlite3_column_text(statement_.get(), column);
  auto const size = sqlite3_column_bytes(statement_.get(), column);
  return text == nullptr ? std::string_view{}
                         : std::string_view{reinterpret_cast<char const*>(text), static_cast<std::size_t>(size)};
}

std::string_view statement::bytes(int const column) const {
  auto const* const data = sqlite3_column_blob(statement_.get(), column);
  auto const size = sqlite3_column_bytes(statement_.get(), column);
  return data == nullptr ? std::string_view{}
                         : std::string_view{static_cast<char const*>(data), static_cast<std::size_t>(size)};
}

uuid statement::id(int const column) const {
  auto raw = std::array<std::uint8_t, kIdBytes>{};
  auto id = uuid{};
  if (bytes(column, raw)) {
    for (auto i = std::size_t{0}; i != 8; ++i) {
      id.high_ = (id.high_ << 8U) | raw[i];
      id.low_ = (id.low_ << 8U) | raw[8 + i];
    }
  }
  return id;
}

bool statement::bytes(int const column, std::span<std::uint8_t> const into) const {
  auto const from = bytes(column);
  if (from.size() != into.size()) {
    return false;
  }
  std::memcpy(into.data(), from.data(), from.size());
  return true;
}

}  // namespace leeward::ledger
