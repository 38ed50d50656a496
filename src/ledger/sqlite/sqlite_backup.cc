#include "ledger/sqlite/sqlite_backup.h"

#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/ensure.h"
#include "ledger/sqlite/connection.h"

namespace leeward::ledger {

namespace {

constexpr auto const kPagesAtOnce = 1000;

struct finish_backup {
  void operator()(sqlite3_backup* const b) const { sqlite3_backup_finish(b); }
};

class sqlite_backup final : public backup {
public:
  sqlite_backup(connection into, sqlite3_backup* const b) : into_{std::move(into)}, backup_{b} {}

  result<bool> step() override {
    ensure(backup_ != nullptr, "a backup that is whole goes on");
    auto const code = sqlite3_backup_step(backup_.get(), kPagesAtOnce);
    if (code == SQLITE_OK) {
      return false;
    }
    if (code != SQLITE_DONE || sqlite3_backup_finish(backup_.release()) != SQLITE_OK) {
      return tl::unexpected{sqlite_error(into_.get(), "the copy cannot be written")};
    }
    // The copy is one file, without a log beside it.
    return execute(into_.get(), "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=EXTRA; PRAGMA journal_mode=DELETE")
        .map([] { return true; });
  }

private:
  connection into_;
  std::unique_ptr<sqlite3_backup, finish_backup> backup_;
};

}  // namespace

result<std::unique_ptr<backup>> begin_sqlite_backup(sqlite3* const from, std::filesystem::path const& into,
                                                    std::string const& vfs_name) {
  auto* raw = static_cast<sqlite3*>(nullptr);
  auto const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  auto const code = sqlite3_open_v2(into.c_str(), &raw, flags, vfs_name.empty() ? nullptr : vfs_name.c_str());
  auto db = connection{raw};
  if (code != SQLITE_OK) {
    return fail(error_kind::kStorage, fmt::format("{}: cannot be written: {}", into.string(), sqlite3_errmsg(raw)),
                into.string());
  }
  auto const pages = ask(raw, "PRAGMA page_count");
  if (!pages || *pages != "0") {
    return invalid(fmt::format("{}: is there already; name a new file", into.string()), into.string());
  }
  auto* const b = sqlite3_backup_init(raw, "main", from, "main");
  if (b == nullptr) {
    return tl::unexpected{sqlite_error(raw, "the copy cannot be begun")};
  }
  return std::make_unique<sqlite_backup>(std::move(db), b);
}

}  // namespace leeward::ledger
