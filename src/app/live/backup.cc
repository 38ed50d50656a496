#include "app/live/backup.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "base/file.h"

namespace leeward::app {

namespace fs = std::filesystem;

namespace {

tl::unexpected<error> cannot(fs::path const& into, std::error_code const code) {
  return fail(error_kind::kStorage, fmt::format("{}: cannot be written: {}", into.string(), code.message()),
              into.string());
}

result<void> check_place(fs::path const& into, fs::path const& folder) {
  auto code = std::error_code{};
  if (!into.is_absolute()) {
    return invalid(fmt::format("into: is \"{}\", must be an absolute path", into.string()), "into");
  }
  if (fs::exists(fs::symlink_status(into, code))) {
    return invalid(fmt::format("{}: is there already; name a new file", into.string()), into.string());
  }
  if (fs::equivalent(into.parent_path(), folder, code)) {
    return invalid(
        fmt::format("{}: is in the data folder itself; name a file elsewhere, best on another disk", into.string()),
        into.string());
  }
  return {};
}

// A file for its owner alone that is gone again unless it was kept.
class unfinished {
public:
  explicit unfinished(fs::path const& into) : into_{into} {
    static auto counter = std::atomic<unsigned>{0};
    file_ = into.string() + fmt::format(".tmp-{}-{}", ::getpid(), counter++);
    auto const fd = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    code_ = fd < 0 ? errno : 0;
    if (fd >= 0) {
      ::close(fd);
    }
  }
  ~unfinished() {
    if (code_ == 0 && !kept_) {
      ::unlink(file_.c_str());
      ::unlink((file_.string() + "-journal").c_str());  // SQLite's
      ::unlink((file_.string() + "-wal").c_str());
    }
  }
  unfinished(unfinished const&) = delete;
  unfinished& operator=(unfinished const&) = delete;

  result<void> keep() {
    auto code = std::error_code{};
    fs::rename(file_, into_, code);
    kept_ = !code;
    return code ? result<void>{cannot(into_, code)} : flush(into_.parent_path());
  }

  fs::path into_;
  fs::path file_;
  int code_{0};
  bool kept_{false};
};

// All of it on the store's own thread, its end too.
result<bool> step(at_hand const& at, std::unique_ptr<ledger::backup>& copy, fs::path const& file, ledger::sizes& of) {
  auto done = result<bool>{false};
  auto const lent = at.with_store_([&](ledger::store& s) -> result<void> {
    if (!copy) {
      auto const size = s.measure();
      auto begun = s.begin_backup(file);
      if (!size || !begun) {
        return tl::unexpected{size ? begun.error() : size.error()};
      }
      of = *size;
      copy = std::move(*begun);
    }
    done = copy->step();
    if (!done || *done) {
      copy.reset();
    }
    return {};
  });
  return lent ? done : result<bool>{tl::unexpected{lent.error()}};
}

result<void> put_down(at_hand const& at, std::unique_ptr<ledger::backup>& copy, result<void> const& why) {
  auto const lent = at.with_store_([&](ledger::store&) -> result<void> {
    copy.reset();
    return {};
  });
  return why ? lent : why;
}

std::uint64_t size_of(fs::path const& file) {
  auto code = std::error_code{};
  auto const size = fs::file_size(file, code);
  return code ? 0 : size;
}

}  // namespace

result<void> run_backup(errand const& e, at_hand const& at, each_line const& tell) {
  auto const into = fs::path{e.into_.value_or("")};
  if (auto const fits = check_place(into, at.path_); !fits) {
    return fits;
  }
  auto file = unfinished{into};
  if (file.code_ != 0) {
    return cannot(into, {file.code_, std::generic_category()});
  }
  auto copy = std::unique_ptr<ledger::backup>{};
  auto of = ledger::sizes{};
  while (true) {
    auto const done = step(at, copy, file.file_, of);
    if (!done) {
      return tl::unexpected{done.error()};
    }
    if (*done) {
      break;
    }
    // Here and not only at the end, where the store would wait for all of it.
    if (auto const flushed = flush(file.file_); !flushed) {
      return put_down(at, copy, flushed);
    }
    if (!tell({.progress_ = how_far{size_of(file.file_), of.file_bytes_}})) {
      return put_down(at, copy, {});
    }
  }
  return flush(file.file_)
      .and_then([&] { return check_place(into, at.path_); })
      .and_then([&] { return file.keep(); })
      .map([&] { tell({.backup_ = backup_made{at.folder_, into.string(), size_of(into)}}); });
}

}  // namespace leeward::app
