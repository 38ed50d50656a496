#include "cli/folder_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace leeward::cli {

folder_lock::folder_lock(int const descriptor) : descriptor_{descriptor} {}

folder_lock::folder_lock(folder_lock&& o) noexcept : descriptor_{std::exchange(o.descriptor_, -1)} {}

folder_lock::~folder_lock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

result<folder_lock> folder_lock::take(std::filesystem::path const& folder) {
  auto lock = folder_lock{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (lock.descriptor_ < 0) {
    return fail(error_kind::kStorage,
                fmt::format("{} cannot be opened: {}", folder.string(), std::generic_category().message(errno)));
  }
  // A file system without locks is no reason to refuse.
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return invalid(fmt::format("another run is at work in {}; wait for it, or name another folder", folder.string()));
  }
  return lock;
}

}  // namespace leeward::cli
