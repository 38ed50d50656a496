#include "ledger/sqlite/raw_file.h"

#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

namespace leeward::ledger {

std::optional<raw_file> raw_file::open(sqlite3_vfs* const vfs, std::string const& path, int const flags) {
  auto f = raw_file{};
  f.room_.resize((static_cast<std::size_t>(vfs->szOsFile) + sizeof(std::max_align_t) - 1) / sizeof(std::max_align_t));
  // SQLite's own layers read the byte behind the name's end as the end of a list.
  f.name_.assign(path.begin(), path.end());
  f.name_.resize(path.size() + 2);
  auto given = 0;
  if (vfs->xOpen(vfs, f.name_.data(), f.file(), flags, &given) != SQLITE_OK) {
    f.room_.clear();
    return std::nullopt;
  }
  return f;
}

raw_file::~raw_file() {
  if (!room_.empty()) {
    file()->pMethods->xClose(file());
  }
}

sqlite3_file* raw_file::file() { return reinterpret_cast<sqlite3_file*>(room_.data()); }

int raw_file::size(std::uint64_t& size) {
  auto bytes = sqlite3_int64{0};
  auto const code = file()->pMethods->xFileSize(file(), &bytes);
  size = static_cast<std::uint64_t>(bytes);
  return code;
}

int raw_file::read(std::uint64_t const at, std::vector<std::uint8_t>& all) {
  return all.empty() ? SQLITE_OK
                     : file()->pMethods->xRead(file(), all.data(), static_cast<int>(all.size()),
                                               static_cast<sqlite3_int64>(at));
}

int raw_file::write(std::uint64_t const at, std::vector<std::uint8_t> const& all) {
  return file()->pMethods->xWrite(file(), all.data(), static_cast<int>(all.size()), static_cast<sqlite3_int64>(at));
}

int raw_file::flush() { return file()->pMethods->xSync(file(), SQLITE_SYNC_NORMAL); }

int raw_file::lock_alone() {
  auto const code = file()->pMethods->xLock(file(), SQLITE_LOCK_SHARED);
  return code == SQLITE_OK ? file()->pMethods->xLock(file(), SQLITE_LOCK_EXCLUSIVE) : code;
}

result<ledger_path> find_path(sqlite_options const& o) {
  auto* const vfs = sqlite3_vfs_find(o.vfs_name_.empty() ? nullptr : o.vfs_name_.c_str());
  if (vfs == nullptr) {
    return invalid(fmt::format("SQLite has no file layer \"{}\"", o.vfs_name_));
  }
  auto path = std::string(static_cast<std::size_t>(vfs->mxPathname) + 1, '\0');
  if (vfs->xFullPathname(vfs, o.file_.c_str(), static_cast<int>(path.size()), path.data()) != SQLITE_OK) {
    return tl::unexpected{cannot_read(o)};
  }
  path.resize(std::strlen(path.c_str()));
  return ledger_path{.layer_ = vfs, .name_ = std::move(path)};
}

error cannot_read(sqlite_options const& o) {
  return {error_kind::kStorage, fmt::format("{}: cannot be read; it must be readable and writable", o.file_.string()),
          o.file_.string()};
}

}  // namespace leeward::ledger
