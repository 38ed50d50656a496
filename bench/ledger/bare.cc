#include "ledger/bare.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <sqlite3.h>

#include "base/ensure.h"
#include "figure.h"

namespace leeward::bench {

namespace {

constexpr auto const kTables =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
    "CREATE TABLE events(stream INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, op BLOB NOT NULL, actor "
    "TEXT NOT NULL, event TEXT NOT NULL, chain BLOB NOT NULL, PRIMARY KEY(stream, seq)) WITHOUT ROWID;"
    "CREATE TABLE heads(stream INTEGER PRIMARY KEY, seq INTEGER NOT NULL, chain BLOB NOT NULL);"
    "CREATE TABLE answers(op BLOB PRIMARY KEY, content BLOB NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID";

class bare {
public:
  explicit bare(std::filesystem::path const& file) {
    must(sqlite3_open(file.c_str(), &db_));
    run(kTables);
    for (auto const& [into, sql] : {std::pair{&event_, "INSERT INTO events VALUES(?,?,?,?,?,?,?)"},
                                    {&head_, "INSERT OR REPLACE INTO heads VALUES(?,?,?)"},
                                    {&answer_, "INSERT INTO answers VALUES(?,?,?)"}}) {
      must(sqlite3_prepare_v2(db_, sql, -1, into, nullptr));
    }
  }
  ~bare() {
    for (auto* const s : {event_, head_, answer_}) {
      sqlite3_finalize(s);
    }
    sqlite3_close(db_);
  }
  bare(bare const&) = delete;
  bare& operator=(bare const&) = delete;

  void append(ledger::batch const& b) {
    run("BEGIN IMMEDIATE");
    for (auto const& r : b.records_) {
      number(event_, 1, r.stream_.v_);
      number(event_, 2, r.seq_);
      number(event_, 3, static_cast<std::uint64_t>(r.at_.unix_s_));
      id(event_, 4, r.op_);
      text(event_, 5, r.actor_);
      text(event_, 6, r.event_);
      bytes(event_, 7, r.chain_);
      step(event_);
    }
    if (!b.records_.empty()) {
      number(head_, 1, b.records_.back().stream_.v_);
      number(head_, 2, b.records_.back().seq_);
      bytes(head_, 3, b.records_.back().chain_);
      step(head_);
    }
    for (auto const& a : b.answers_) {
      id(answer_, 1, a.op_);
      bytes(answer_, 2, a.content_);
      text(answer_, 3, a.answer_);
      step(answer_);
    }
    run("COMMIT");
  }

private:
  void must(int const code) { ensure(code == SQLITE_OK, db_ == nullptr ? "SQLite" : sqlite3_errmsg(db_)); }
  void run(char const* const sql) { must(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
  void number(sqlite3_stmt* const s, int const at, std::uint64_t const n) {
    must(sqlite3_bind_int64(s, at, static_cast<std::int64_t>(n)));
  }
  void text(sqlite3_stmt* const s, int const at, std::string_view const t) {
    must(sqlite3_bind_text(s, at, t.data(), static_cast<int>(t.size()), SQLITE_STATIC));
  }
  void bytes(sqlite3_stmt* const s, int const at, std::span<std::uint8_t const> const b) {
    must(sqlite3_bind_blob(s, at, b.data(), static_cast<int>(b.size()), SQLITE_STATIC));
  }
  // Sixteen bytes, whichever way round.
  void id(sqlite3_stmt* const s, int const at, uuid const& u) {
    auto const raw = std::array{u.high_, u.low_};
    must(sqlite3_bind_blob(s, at, raw.data(), sizeof raw, SQLITE_TRANSIENT));
  }
  void step(sqlite3_stmt* const s) {
    ensure(sqlite3_step(s) == SQLITE_DONE, sqlite3_errmsg(db_));
    sqlite3_reset(s);
  }

  sqlite3* db_{nullptr};
  sqlite3_stmt* event_{nullptr};
  sqlite3_stmt* head_{nullptr};
  sqlite3_stmt* answer_{nullptr};
};

}  // namespace

double bare_seconds(std::filesystem::path const& file, std::vector<ledger::batch> const& batches) {
  auto db = bare{file};
  return time_of([&] {
    for (auto const& b : batches) {
      db.append(b);
    }
  });
}

}  // namespace leeward::bench
