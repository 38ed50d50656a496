#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/result.h"

// What both ends of a control socket share.
namespace leeward::app {

// Closes what it holds.
class descriptor {
public:
  explicit descriptor(int fd);
  ~descriptor();
  descriptor(descriptor&&) noexcept;
  descriptor& operator=(descriptor&&) noexcept;

  bool good() const { return fd_ >= 0; }

  int fd_;
};

// Where the socket of a folder is. A path that is too long for the system goes by way of the folder, which is kept
// open for it.
struct control_address {
  // Errors: kNotFound.
  static result<control_address> of(std::filesystem::path const& folder);

  sockaddr const* at() const { return reinterpret_cast<sockaddr const*>(&name_); }

  descriptor folder_{-1};
  sockaddr_un name_{};
};

// False: the other end is gone, or takes nothing.
bool send_all(descriptor const&, std::string_view);

class line_reader {
public:
  line_reader(descriptor const& from, std::size_t const most) : from_{from}, most_{most} {}

  // Without its end; none: the other end is gone, or sent no whole line by then, or too long a one.
  std::optional<std::string> next(std::chrono::milliseconds patience);

private:
  descriptor const& from_;
  std::size_t most_;
  std::string unread_;
  std::size_t begin_{0};  // of what is unread
};

}  // namespace leeward::app
