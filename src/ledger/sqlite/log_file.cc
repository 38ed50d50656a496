#include "ledger/sqlite/log_file.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "ledger/sqlite/raw_file.h"
#include "ledger/sqlite/schema.h"

namespace leeward::ledger {

namespace {

constexpr auto const kAtOnce = std::uint64_t{1} << 16U;  // SQLite's own layers write no more than 128 KiB at once

int write_anew(raw_file& log) {
  auto size = std::uint64_t{0};
  auto code = log.size(size);
  for (auto at = std::uint64_t{0}; code == SQLITE_OK && at != size;) {
    auto bytes = std::vector<std::uint8_t>(std::min(kAtOnce, size - at));
    code = log.read(at, bytes);
    code = code == SQLITE_OK ? log.write(at, bytes) : code;
    at += bytes.size();
  }
  return code == SQLITE_OK && size != 0 ? log.flush() : code;
}

}  // namespace

result<void> write_log_anew(sqlite_options const& o) {
  auto const path = find_path(o);
  if (!path) {
    return tl::unexpected{path.error()};
  }
  auto there = 0;
  if (path->layer_->xAccess(path->layer_, (path->name_ + "-wal").c_str(), SQLITE_ACCESS_EXISTS, &there) != SQLITE_OK) {
    return tl::unexpected{cannot_read(o)};
  }
  if (there == 0) {
    return {};
  }
  auto ledger = raw_file::open(path->layer_, path->name_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB);
  if (!ledger) {
    return tl::unexpected{cannot_read(o)};
  }
  if (auto const code = ledger->lock_alone(); code != SQLITE_OK) {
    return (code & 0xFF) == SQLITE_BUSY ? at_work(o) : tl::unexpected{cannot_read(o)};
  }
  auto log = raw_file::open(path->layer_, path->name_ + "-wal", SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL);
  if (!log || write_anew(*log) != SQLITE_OK) {
    auto const file = o.file_.string();
    return fail(error_kind::kStorage, fmt::format("{}-wal: cannot be read and written anew; the disk may fail", file),
                file);
  }
  return {};
}

}  // namespace leeward::ledger
