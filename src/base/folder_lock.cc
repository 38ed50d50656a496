#include "base/folder_lock.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace leeward {

namespace fs = std::filesystem;

namespace {

constexpr auto const kAttempts = 600;
constexpr auto const kPause = std::timespec{.tv_sec = 0, .tv_nsec = 50'000'000};

}  // namespace

result<folder_lock> folder_lock::take(fs::path const& folder) { return take(folder, 1); }

result<folder_lock> folder_lock::await_around(fs::path const& file) {
  auto ec = std::error_code{};
  auto const resolved = fs::weakly_canonical(file, ec);
  auto const& path = ec ? file : resolved;
  return take(path.has_parent_path() ? path.parent_path() : fs::path{"."}, kAttempts);
}

result<folder_lock> folder_lock::take(fs::path const& folder, int const attempts) {
  auto lock = folder_lock{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (lock.descriptor_ < 0) {
    return fail(
        error_kind::kNotFound,
        fmt::format("the folder {} cannot be opened: {}", folder.string(), std::generic_category().message(errno)),
        folder.string());
  }
  for (auto i = 0; i != attempts; ++i) {
    if (i != 0) {
      ::nanosleep(&kPause, nullptr);
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR)) {
      return lock;
    }
  }
  return invalid(fmt::format("another program is at work in {}; wait for it, or name another folder", folder.string()),
                 folder.string());
}

folder_lock::folder_lock(int const descriptor) : descriptor_{descriptor} {}

folder_lock::~folder_lock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

folder_lock::folder_lock(folder_lock&& o) noexcept : descriptor_{std::exchange(o.descriptor_, -1)} {}

folder_lock& folder_lock::operator=(folder_lock&& o) noexcept {
  std::swap(descriptor_, o.descriptor_);
  return *this;
}

}  // namespace leeward
