#include "ledger/sqlite/data_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/crypto/random.h"
#include "base/file.h"
#include "base/no_core.h"
#include "ledger/rotation.h"
#include "ledger/sqlite/schema.h"
#include "ledger/sqlite/sqlite_store.h"

namespace leeward::ledger {

namespace fs = std::filesystem;

namespace {

constexpr auto const kBeside = std::array{"-wal", "-journal"};  // SQLite's, beside a ledger's file
constexpr auto const kOfTheDisk = std::string_view{"lost+found"};

tl::unexpected<error> cannot(std::string_view const what, fs::path const& path, std::error_code const code) {
  return fail(error_kind::kStorage, fmt::format("{}: cannot be {}: {}", path.string(), what, code.message()),
              path.string());
}

std::error_code last_error() { return {errno, std::generic_category()}; }

bool belongs_to(std::string_view const name, std::string_view const file) {
  return name.starts_with(file) && (name == file || std::ranges::any_of(kBeside, [&](auto const* const end) {
                                      return name.substr(file.size()) == end;
                                    }));
}

// What is in the folder. Errors: something that is not ours.
result<std::vector<std::string>> names_in(fs::path const& folder) {
  auto names = std::vector<std::string>{};
  auto code = std::error_code{};
  for (auto at = fs::directory_iterator{folder, code}; !code && at != fs::directory_iterator{}; at.increment(code)) {
    auto name = at->path().filename().string();
    if (name == kOfTheDisk) {
      continue;
    }
    if (!belongs_to(name, kLedgerFile) && !belongs_to(name, kRestoringFile) && name != kSocketFile) {
      return invalid(
          fmt::format("{}: has \"{}\" in it, which belongs to no data folder that this program knows; name an "
                      "empty folder or one with a ledger",
                      folder.string(), name),
          folder.string());
    }
    names.push_back(std::move(name));
  }
  if (code) {
    return cannot("read", folder, code);
  }
  return names;
}

// Whether there is a ledger; without one there must be nothing.
result<bool> has_ledger(fs::path const& folder, sqlite_options const& file) {
  auto const names = names_in(folder);
  if (!names) {
    return tl::unexpected{names.error()};
  }
  if (names->empty() || std::ranges::find(*names, kLedgerFile) != names->end()) {
    return is_ledger(file);
  }
  auto const is_cut_off = std::ranges::find(*names, kRestoringFile) != names->end();
  return invalid(
      is_cut_off
          ? fmt::format("{}: a restore was cut off here, and there is no ledger yet; restore again", folder.string())
          : fmt::format("{}: is half deleted: {} is there, but {} is not; restore a backup into an empty folder",
                        folder.string(), names->front(), kLedgerFile),
      folder.string());
}

// Those that are there, or new ones.
result<keys> keys_for_new(fs::path const& folder) {
  auto there = read_keys(folder);
  return there || there.error().kind_ != error_kind::kNotFound ? there : make_keys(folder);
}

// SQLite gives its other files the mode of this one.
result<void> make_private_file(fs::path const& file) {
  auto const fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    return cannot("written", file, last_error());
  }
  ::close(fd);
  return {};
}

// Keys first: a ledger without keys would be refused for ever.
result<data_folder> begin_folder(folder_lock lock, folder_options const& o, sqlite_options const& file) {
  if (::faccessat(AT_FDCWD, o.folder_.c_str(), W_OK, AT_EACCESS) != 0) {
    return cannot("written", o.folder_, last_error());
  }
  auto const made = keys_folder(o.keys_, file.new_folder_).and_then(keys_for_new);
  if (!made) {
    return tl::unexpected{made.error()};
  }
  return make_private_file(file.file_).and_then([&] { return open_sqlite(file); }).map([&](auto s) {
    return data_folder{.lock_ = std::move(lock), .keys_ = *made, .is_new_ = true, .store_ = std::move(s)};
  });
}

void remove_unproven(fs::path const& file) {
  auto ignored = std::error_code{};
  fs::remove(file, ignored);
  for (auto const* const end : kBeside) {
    fs::remove(file.string() + end, ignored);
  }
}

result<void> prove(fs::path const& file, std::function<result<void>(store&)> const& proof) {
  auto const options = sqlite_options{.file_ = file};
  auto const there = is_ledger(options);
  if (!there) {
    return tl::unexpected{there.error()};
  }
  if (!*there) {
    return invalid(fmt::format("{}: is empty, no backup of a ledger", file.string()), file.string());
  }
  return open_sqlite(options).and_then([&](auto const& s) { return proof(*s); });
}

}  // namespace

result<folder_lock> lock_folder(folder_options const& o) {
  if (o.if_empty_ == if_empty::kMake && ::mkdir(o.folder_.c_str(), 0700) != 0 && errno != EEXIST) {
    return cannot("made", o.folder_, last_error());
  }
  return folder_lock::take(o.folder_);
}

result<data_folder> open_folder(folder_lock lock, folder_options const& o) {
  leave_no_core();
  auto const file = sqlite_options{.file_ = o.folder_ / kLedgerFile, .new_folder_ = random_uuid()};
  auto const there = has_ledger(o.folder_, file);
  if (!there) {
    return tl::unexpected{there.error()};
  }
  if (!*there && o.if_empty_ == if_empty::kRefuse) {
    return fail(
        error_kind::kNotFound,
        fmt::format("{}: there is no ledger in it; name the folder of an operation that has begun", o.folder_.string()),
        o.folder_.string());
  }
  if (*there) {
    auto s = open_sqlite(file);
    auto const where = s.and_then([&](auto const& opened) { return keys_folder(o.keys_, opened->folder()); });
    auto const k = where.and_then(read_keys);
    return k
        .and_then([&](keys const& read) {
          return check_master(**s, read).and_then([&] { return erase_registered(**s, read); });
        })
        .map([&] {
          return data_folder{.lock_ = std::move(lock), .keys_ = *k, .is_new_ = false, .store_ = std::move(*s)};
        });
  }
  return begin_folder(std::move(lock), o, file);
}

result<void> restore_folder(folder_lock const&, fs::path const& backup, fs::path const& folder,
                            std::function<result<void>(store&)> const& proof) {
  auto const names = names_in(folder);
  if (!names) {
    return tl::unexpected{names.error()};
  }
  for (auto const& name : *names) {
    if (!belongs_to(name, kRestoringFile)) {
      return invalid(fmt::format("{}: is not empty, {} is there; restore into an empty folder", folder.string(), name),
                     folder.string());
    }
  }
  auto code = std::error_code{};
  if (!fs::is_regular_file(backup, code)) {
    return fail(error_kind::kNotFound, fmt::format("{}: there is no such file", backup.string()), backup.string());
  }
  auto const file = folder / kRestoringFile;
  remove_unproven(file);
  auto done = make_private_file(file);
  if (done && !fs::copy_file(backup, file, fs::copy_options::overwrite_existing, code)) {
    done = cannot("copied", backup, code);
  }
  ::chmod(file.c_str(), 0600);  // the copy has the mode of the backup
  done = done.and_then([&] { return prove(file, proof); }).and_then([&] { return flush(file); });
  if (!done) {
    remove_unproven(file);
    return done;
  }
  fs::rename(file, folder / kLedgerFile, code);
  return code ? result<void>{cannot("put in its place", file, code)} : flush(folder);
}

}  // namespace leeward::ledger
