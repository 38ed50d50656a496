#include "base/file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace leeward {

namespace fs = std::filesystem;

namespace {

constexpr auto const kChunk = std::size_t{256} << 10U;
constexpr auto const kMaxAttempts = 100;

tl::unexpected<error> cannot(std::string_view const what, fs::path const& path, int const code) {
  auto const kind = what != "read"                      ? error_kind::kStorage
                    : code == ENOENT || code == ENOTDIR ? error_kind::kNotFound
                    : code == EISDIR                    ? error_kind::kInvalidInput
                                                        : error_kind::kStorage;
  return fail(kind, fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(code)),
              path.string());
}

// Closes what it holds.
struct open_file {
  explicit open_file(int const descriptor) : descriptor_{descriptor} {}
  ~open_file() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  open_file(open_file const&) = delete;
  open_file& operator=(open_file const&) = delete;

  int descriptor_;
};

ssize_t read_some(int const descriptor, char* const to, std::size_t const size) {
  while (true) {
    auto const n = ::read(descriptor, to, size);
    if (n >= 0 || errno != EINTR) {
      return n;
    }
  }
}

int write_all(int const descriptor, std::string_view rest) {
  while (!rest.empty()) {
    auto const n = ::write(descriptor, rest.data(), rest.size());
    if (n < 0 && errno != EINTR) {
      return errno;
    }
    rest.remove_prefix(n < 0 ? 0 : static_cast<std::size_t>(n));
  }
  return 0;
}

// The rename itself must survive a power cut too.
int flush_folder_of(fs::path const& path) {
  auto const folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  auto const f = open_file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  // Some file systems cannot flush a folder and say EINVAL; there is nothing more to do on them.
  return f.descriptor_ < 0 || (::fsync(f.descriptor_) != 0 && errno != EINVAL) ? errno : 0;
}

}  // namespace

result<std::string> read_file(fs::path const& path, std::size_t const limit) {
  auto const f = open_file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (f.descriptor_ < 0) {
    return cannot("read", path, errno);
  }
  struct stat info{};
  if (::fstat(f.descriptor_, &info) != 0) {
    return cannot("read", path, errno);
  }
  auto const expected = S_ISREG(info.st_mode) ? static_cast<std::size_t>(info.st_size) : 0;
  auto content = std::string{};
  auto size = std::size_t{0};
  content.resize(std::min(expected, limit) + 1);  // one more, to see the end without another resize
  while (true) {
    auto const n = read_some(f.descriptor_, content.data() + size, content.size() - size);
    if (n < 0) {
      return cannot("read", path, errno);
    }
    if (n == 0) {
      content.resize(size);
      return content;
    }
    size += static_cast<std::size_t>(n);
    if (size > limit) {
      return fail(error_kind::kTooLarge,
                  fmt::format("{} has more than the {} bytes that are read", path.string(), limit), path.string());
    }
    if (size == content.size()) {
      content.resize(std::min(size + kChunk + size / 2, limit) + 1);
    }
  }
}

result<void> flush(fs::path const& path) {
  auto const f = open_file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (f.descriptor_ < 0 || (::fsync(f.descriptor_) != 0 && errno != EINVAL)) {
    return cannot("write", path, errno);
  }
  return {};
}

atomic_file::atomic_file(fs::path path) : path_{std::move(path)} {}

result<atomic_file> atomic_file::create(fs::path const& asked) {
  static auto counter = std::atomic<unsigned>{0};
  auto ec = std::error_code{};
  auto const resolved = fs::weakly_canonical(asked, ec);
  auto file = atomic_file{ec ? asked : resolved};
  auto const status = fs::status(file.path_, ec);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return fail(error_kind::kStorage, fmt::format("cannot write {}: it is not a regular file", asked.string()),
                asked.string());
  }
  for (auto i = 0; i != kMaxAttempts && file.descriptor_ < 0; ++i) {
    file.temporary_ = file.path_;
    file.temporary_ += fmt::format(".tmp-{}-{}", ::getpid(), counter++);
    file.descriptor_ = ::open(file.temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    // Left behind by a process that was killed and had the same number.
    if (file.descriptor_ < 0 && errno != EEXIST) {
      break;
    }
  }
  if (file.descriptor_ < 0) {
    return cannot("write", asked, errno);
  }
  return file;
}

atomic_file::~atomic_file() { discard(); }

atomic_file::atomic_file(atomic_file&& o) noexcept
    : path_{std::move(o.path_)},
      temporary_{std::move(o.temporary_)},
      descriptor_{std::exchange(o.descriptor_, -1)},
      buffer_{std::move(o.buffer_)} {}

atomic_file& atomic_file::operator=(atomic_file&& o) noexcept {
  if (this != &o) {
    discard();
    path_ = std::move(o.path_);
    temporary_ = std::move(o.temporary_);
    descriptor_ = std::exchange(o.descriptor_, -1);
    buffer_ = std::move(o.buffer_);
  }
  return *this;
}

result<void> atomic_file::append(std::string_view const more) {
  buffer_ += more;
  return buffer_.size() < kChunk ? result<void>{} : flush();
}

result<void> atomic_file::commit() {
  if (auto const flushed = flush(); !flushed) {
    return flushed;
  }
  auto code = ::fsync(descriptor_) != 0 ? errno : 0;
  if (::close(std::exchange(descriptor_, -1)) != 0 && code == 0) {
    code = errno;
  }
  if (code == 0 && ::rename(temporary_.c_str(), path_.c_str()) != 0) {
    code = errno;
  }
  if (code != 0) {
    ::unlink(temporary_.c_str());
    return cannot("write", path_, code);
  }
  if (auto const folder_code = flush_folder_of(path_); folder_code != 0) {
    return cannot("write", path_, folder_code);
  }
  return {};
}

result<void> atomic_file::flush() {
  auto const code = descriptor_ < 0 ? EBADF : write_all(descriptor_, buffer_);
  buffer_.clear();
  if (code != 0) {
    discard();
    return cannot("write", path_, code);
  }
  return {};
}

void atomic_file::discard() {
  if (descriptor_ >= 0) {
    ::close(std::exchange(descriptor_, -1));
    ::unlink(temporary_.c_str());
  }
}

result<void> write_atomically(fs::path const& path, std::string_view const content) {
  auto file = atomic_file::create(path);
  if (!file) {
    return tl::unexpected{file.error()};
  }
  if (auto const appended = file->append(content); !appended) {
    return appended;
  }
  return file->commit();
}

}  // namespace leeward
