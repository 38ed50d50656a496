#include "base/edit_lock.h"

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

result<edit_lock> edit_lock::take(fs::path const& file) {
  auto ec = std::error_code{};
  auto const resolved = fs::weakly_canonical(file, ec);
  auto const& path = ec ? file : resolved;
  auto const folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  auto lock = edit_lock{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (lock.descriptor_ < 0) {
    return fail(error_kind::kNotFound,
                fmt::format("cannot write {}: its folder {}: {}", file.string(), folder.string(),
                            std::generic_category().message(errno)),
                file.string());
  }
  for (auto i = 0; i != kAttempts; ++i) {
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR)) {
      return lock;
    }
    ::nanosleep(&kPause, nullptr);
  }
  return fail(error_kind::kStorage,
              fmt::format("{} is being changed by another program; nothing was done, try again", file.string()),
              file.string());
}

edit_lock::edit_lock(int const descriptor) : descriptor_{descriptor} {}

edit_lock::~edit_lock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

edit_lock::edit_lock(edit_lock&& o) noexcept : descriptor_{std::exchange(o.descriptor_, -1)} {}

edit_lock& edit_lock::operator=(edit_lock&& o) noexcept {
  std::swap(descriptor_, o.descriptor_);
  return *this;
}

}  // namespace leeward
