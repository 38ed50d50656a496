#include "app/live/control_wire.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "ledger/sqlite/data_folder.h"

namespace leeward::app {

namespace {

constexpr auto const kReadAtOnce = std::size_t{64} << 10U;

using clock = std::chrono::steady_clock;

bool is_readable(int const fd, clock::time_point const until) {
  while (true) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - clock::now()).count();
    auto p = pollfd{.fd = fd, .events = POLLIN, .revents = 0};
    auto const n = ::poll(&p, 1, left > 0 ? static_cast<int>(left) : 0);
    if (n >= 0 || errno != EINTR) {
      return n == 1;
    }
  }
}

}  // namespace

descriptor::descriptor(int const fd) : fd_{fd} {}

descriptor::~descriptor() {
  if (fd_ >= 0) {
    ::close(fd_);
  }
}

descriptor::descriptor(descriptor&& o) noexcept : fd_{std::exchange(o.fd_, -1)} {}

descriptor& descriptor::operator=(descriptor&& o) noexcept {
  std::swap(fd_, o.fd_);
  return *this;
}

result<control_address> control_address::of(std::filesystem::path const& folder) {
  auto a = control_address{};
  a.name_.sun_family = AF_UNIX;
  auto path = (folder / ledger::kSocketFile).string();
  if (path.size() >= sizeof(a.name_.sun_path)) {
    a.folder_ = descriptor{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (!a.folder_.good()) {
      return fail(error_kind::kNotFound, fmt::format("there is no folder {}", folder.string()), folder.string());
    }
    path = fmt::format("/proc/self/fd/{}/{}", a.folder_.fd_, ledger::kSocketFile);
  }
  path.copy(&a.name_.sun_path[0], sizeof(a.name_.sun_path) - 1);
  return a;
}

bool send_all(descriptor const& to, std::string_view rest) {
  while (!rest.empty()) {
    auto const n = ::send(to.fd_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (n < 0 && errno != EINTR) {
      return false;
    }
    rest.remove_prefix(n < 0 ? 0 : static_cast<std::size_t>(n));
  }
  return true;
}

std::optional<std::string> line_reader::next(std::chrono::milliseconds const patience) {
  auto const until = clock::now() + patience;
  auto seen = begin_;
  while (true) {
    if (auto const end = unread_.find('\n', seen); end != std::string::npos) {
      auto line = unread_.substr(begin_, end - begin_);
      begin_ = end + 1;
      return line;
    }
    unread_.erase(0, std::exchange(begin_, 0));
    seen = unread_.size();
    auto part = std::array<char, kReadAtOnce>{};
    auto const n = seen <= most_ && is_readable(from_.fd_, until) ? ::recv(from_.fd_, part.data(), part.size(), 0) : 0;
    if (n <= 0) {
      return std::nullopt;
    }
    unread_.append(part.data(), static_cast<std::size_t>(n));
  }
}

}  // namespace leeward::app
