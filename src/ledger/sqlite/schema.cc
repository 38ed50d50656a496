#include "ledger/sqlite/schema.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "ledger/sqlite/raw_file.h"

namespace leeward::ledger {

namespace {

constexpr auto const kHeaderBytes = std::size_t{100};
constexpr auto const kMagic = std::string_view{"SQLite format 3\0", 16};

// Offsets in the header, from https://www.sqlite.org/fileformat2.html#the_database_header
constexpr auto const kVersionAt = std::size_t{60};
constexpr auto const kApplicationAt = std::size_t{68};

// Of a rollback journal, https://www.sqlite.org/fileformat2.html#the_rollback_journal
constexpr auto const kJournalMagic = std::array<std::uint8_t, 8>{0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7};
constexpr auto const kPagesBeforeAt = std::size_t{16};

// What is erased has to be gone from the file. Rows of subjects are only ever added behind the last one or changed
// without a change of length, so that SQLite never moves one to another page and leaves a copy behind; their order is
// that of id.
constexpr auto const kSchema = R"sql(
  CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE events(
    stream INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, op BLOB NOT NULL, actor TEXT NOT NULL,
    event TEXT NOT NULL, chain BLOB NOT NULL, PRIMARY KEY(stream, seq)) WITHOUT ROWID;
  CREATE TABLE heads(stream INTEGER PRIMARY KEY, seq INTEGER NOT NULL, chain BLOB NOT NULL);
  CREATE TABLE answers(op BLOB PRIMARY KEY, content BLOB NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE subjects(
    id INTEGER PRIMARY KEY, subject BLOB NOT NULL, version INTEGER NOT NULL, bytes BLOB NOT NULL, tokens BLOB NOT NULL,
    UNIQUE(subject, version));
  CREATE TABLE subject_keys(id INTEGER PRIMARY KEY, subject BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL);
  CREATE TABLE snapshots(
    stream INTEGER NOT NULL, slot INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, at INTEGER NOT NULL,
    shape INTEGER NOT NULL, hash BLOB NOT NULL, parts INTEGER NOT NULL, PRIMARY KEY(stream, slot)) WITHOUT ROWID;
  CREATE TABLE snapshot_parts(
    id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, slot INTEGER NOT NULL, part INTEGER NOT NULL,
    bytes BLOB NOT NULL, UNIQUE(stream, slot, part));
)sql";

struct raw_header {
  bool there_{false};
  bool has_log_{false};        // a write-ahead log lies beside it
  bool is_unfinished_{false};  // a journal lies beside it that takes it back to nothing: its making was cut off
  std::vector<std::uint8_t> bytes_;
};

std::uint32_t number_at(std::vector<std::uint8_t> const& bytes, std::size_t const at) {
  auto n = std::uint32_t{0};
  for (auto i = at; i != at + 4; ++i) {
    n = (n << 8U) | bytes[i];
  }
  return n;
}

result<std::vector<std::uint8_t>> first_bytes(ledger_path const& of, std::string const& ending, int const kind,
                                              sqlite_options const& o) {
  auto file = raw_file::open(of.layer_, of.name_ + ending, SQLITE_OPEN_READONLY | kind);
  auto size = std::uint64_t{0};
  if (!file || file->size(size) != SQLITE_OK) {
    return tl::unexpected{cannot_read(o)};
  }
  auto bytes = std::vector<std::uint8_t>(std::min<std::uint64_t>(size, kHeaderBytes));
  if (file->read(0, bytes) != SQLITE_OK) {
    return tl::unexpected{cannot_read(o)};
  }
  return bytes;
}

result<raw_header> read_header(sqlite_options const& o) {
  auto const path = find_path(o);
  if (!path) {
    return tl::unexpected{path.error()};
  }
  auto const is_there = [&](std::string_view const ending, int& there) {
    return path->layer_->xAccess(path->layer_, (path->name_ + std::string{ending}).c_str(), SQLITE_ACCESS_EXISTS,
                                 &there) == SQLITE_OK;
  };
  auto there = 0;
  auto log = 0;
  auto journal = 0;
  if (!is_there("", there) || !is_there("-wal", log) || !is_there("-journal", journal)) {
    return tl::unexpected{cannot_read(o)};
  }
  auto h = raw_header{.there_ = there != 0, .has_log_ = log != 0, .bytes_ = {}};
  if (h.there_) {
    auto bytes = first_bytes(*path, "", SQLITE_OPEN_MAIN_DB, o);
    if (!bytes) {
      return tl::unexpected{bytes.error()};
    }
    h.bytes_ = std::move(*bytes);
  }
  if (journal != 0) {
    auto const bytes = first_bytes(*path, "-journal", SQLITE_OPEN_MAIN_JOURNAL, o);
    if (!bytes) {
      return tl::unexpected{bytes.error()};
    }
    h.is_unfinished_ = bytes->size() > kPagesBeforeAt + 4 &&
                       std::ranges::equal(kJournalMagic, std::span{*bytes}.first(8)) &&
                       number_at(*bytes, kPagesBeforeAt) == 0;
  }
  return h;
}

// Made in one transaction, so that a ledger is there whole or not at all. EXTRA flushes the folder after the journal is
// gone: a journal that came back would take the ledger back to nothing.
result<void> create(sqlite3* const db, uuid const& folder) {
  return execute(db, "PRAGMA synchronous=EXTRA").and_then([&] {
    return execute(db, fmt::format("BEGIN EXCLUSIVE; PRAGMA application_id={}; PRAGMA user_version={};{}"
                                   "INSERT INTO meta VALUES('folder', '{}'); COMMIT",
                                   kApplication, kFormatVersion, kSchema, to_string(folder)));
  });
}

result<void> check_setting(sqlite3* const db, std::string_view const name, std::string_view const wanted) {
  auto const is = ask(db, fmt::format("PRAGMA {}", name));
  if (!is) {
    return tl::unexpected{is.error()};
  }
  if (*is != wanted) {
    auto e = sqlite_error(db, fmt::format("SQLite has {} {} where the ledger needs {}", name, *is, wanted));
    return tl::unexpected{std::move(e)};
  }
  return {};
}

// In WAL the file is this connection's alone from its first read on, and no shared memory is needed.
result<void> settle(sqlite3* const db, durability const d) {
  auto const level = d == durability::kFull ? "FULL" : "NORMAL";
  return execute(db, fmt::format("PRAGMA journal_mode=WAL; PRAGMA synchronous={}; PRAGMA wal_autocheckpoint=0;"
                                 "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA trusted_schema=OFF",
                                 level))
      .and_then([&] { return check_setting(db, "journal_mode", "wal"); })
      .and_then([&] { return check_setting(db, "locking_mode", "exclusive"); })
      .and_then([&] { return check_setting(db, "synchronous", d == durability::kFull ? "2" : "1"); });
}

tl::unexpected<error> explain(sqlite3* const db, sqlite_options const& o, error e) {
  auto const file = o.file_.string();
  switch (sqlite3_errcode(db) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return at_work(o);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return invalid(fmt::format("{}: is damaged ({}); restore a backup into an empty folder", file, e.sentence_),
                     file);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return fail(error_kind::kStorage,
                  fmt::format("{}: cannot be written; the file and its folder must be writable", file), file);
    default: return tl::unexpected{std::move(e)};
  }
}

}  // namespace

tl::unexpected<error> at_work(sqlite_options const& o) {
  auto const file = o.file_.string();
  return invalid(fmt::format("another program is at work in {}; wait for it, or name another folder", file), file);
}

result<bool> is_ledger(sqlite_options const& o) {
  auto const h = read_header(o);
  if (!h) {
    return tl::unexpected{h.error()};
  }
  auto const file = o.file_.string();
  auto const blank = std::ranges::all_of(h->bytes_, [](std::uint8_t const b) { return b == 0; });
  if (h->there_ && h->is_unfinished_ && !h->has_log_) {
    return false;  // SQLite takes it back before it is made again
  }
  if (!h->there_ || blank) {
    if (h->has_log_) {
      return invalid(
          fmt::format("{0}: is not there or empty, but {0}-wal is there: the folder is half deleted; restore "
                      "a backup into an empty folder",
                      file),
          file);
    }
    return false;
  }
  auto const is_sqlite = h->bytes_.size() == kHeaderBytes && std::memcmp(h->bytes_.data(), kMagic.data(), 16) == 0;
  if (!is_sqlite || number_at(h->bytes_, kApplicationAt) != kApplication) {
    return invalid(fmt::format("{}: is a file of another program, not a ledger; name another folder", file), file);
  }
  auto const version = number_at(h->bytes_, kVersionAt);
  if (version == 0 || version > kFormatVersion) {
    return invalid(fmt::format("{}: is of version {}, and this program knows {} only; use a newer program", file,
                               version, kFormatVersion),
                   file);
  }
  return true;
}

result<connection> connect(sqlite_options const& o, bool const is_there) {
  auto* raw = static_cast<sqlite3*>(nullptr);
  auto const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                     (is_there ? 0 : SQLITE_OPEN_CREATE);
  auto const code = sqlite3_open_v2(o.file_.c_str(), &raw, flags, o.vfs_name_.empty() ? nullptr : o.vfs_name_.c_str());
  auto db = connection{raw};
  if (code != SQLITE_OK) {
    return explain(raw, o, sqlite_error(raw, "cannot be opened"));
  }
  if (sqlite3_db_readonly(raw, "main") == 1) {
    return fail(error_kind::kStorage, fmt::format("{}: is read-only; the ledger must be writable", o.file_.string()),
                o.file_.string());
  }
  auto const ready = execute(raw, "PRAGMA locking_mode=EXCLUSIVE")
                         .and_then([&] { return is_there ? result<void>{} : create(raw, o.new_folder_); })
                         .and_then([&] { return settle(raw, o.durability_); });
  if (!ready) {
    return explain(raw, o, ready.error());
  }
  return db;
}

}  // namespace leeward::ledger
