#include "roads/file/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace leeward::roads {

namespace {

struct descriptor {
  ~descriptor() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }

  int fd_;
};

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

result<mapped_file> map_file(std::filesystem::path const& path) {
  auto const name = path.string();
  auto const file = descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.fd_ < 0) {
    return fail(errno == ENOENT || errno == ENOTDIR ? error_kind::kNotFound : error_kind::kStorage,
                fmt::format("{}: cannot be opened: {}", name, reason()), name);
  }
  struct stat info{};
  if (fstat(file.fd_, &info) != 0) {
    return fail(error_kind::kStorage, fmt::format("{}: {}", name, reason()), name);
  }
  if (!S_ISREG(info.st_mode)) {
    return invalid(fmt::format("{}: is no regular file", name), name);
  }
  if (info.st_size == 0) {
    return invalid(fmt::format("{}: is empty", name), name);
  }
  auto const size = static_cast<std::size_t>(info.st_size);
  // Without MAP_POPULATE, which takes the kernel twice as long as mapping around each first touch.
  auto* const memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.fd_, 0);
  if (memory == MAP_FAILED) {
    return fail(error_kind::kStorage, fmt::format("{}: cannot be mapped: {}", name, reason()), name);
  }
  auto owner = std::shared_ptr<void const>{memory, [size](void* const m) { munmap(m, size); }};
  return mapped_file{.bytes_ = {static_cast<std::byte const*>(memory), size}, .owner_ = std::move(owner)};
}

}  // namespace leeward::roads
