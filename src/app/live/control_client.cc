#include <cerrno>
#include <sys/socket.h>
#include <system_error>

#include <fmt/format.h>

#include "app/live/control_socket.h"
#include "app/live/control_wire.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::app {

namespace {

constexpr auto const kPatience = std::chrono::seconds{60};  // for each line

tl::unexpected<error> gone(std::filesystem::path const& folder) {
  return fail(error_kind::kStorage,
              fmt::format("the process that owns {} stopped before it had answered, or does not answer; try again",
                          folder.string()),
              folder.string());
}

}  // namespace

result<bool> send_errand(std::filesystem::path const& folder, errand const& e, each_line const& tell) {
  auto const address = control_address::of(folder);
  if (!address) {
    return false;
  }
  auto const to = descriptor{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (!to.good() || ::connect(to.fd_, address->at(), sizeof(address->name_)) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR) {
      return false;
    }
    return fail(error_kind::kStorage,
                fmt::format("the process that owns {} cannot be reached: {}", folder.string(),
                            std::generic_category().message(errno)),
                folder.string());
  }
  send_all(to, json::encode(e) + "\n");  // whoever was refused already has the reason to read, and nobody to tell
  auto in = line_reader{to, control_socket::kMostLineBytes};
  while (auto const text = in.next(kPatience)) {
    auto const line = json::decode<errand_line>(*text, "the process that owns the folder");
    if (!line) {
      return tl::unexpected{line.error()};
    }
    if (line->end_) {
      auto const& why = line->end_->error_;
      return why ? result<bool>{fail(why->kind_, why->sentence_, why->field_)} : true;
    }
    if (!tell(*line)) {
      return true;
    }
  }
  return gone(folder);
}

}  // namespace leeward::app
