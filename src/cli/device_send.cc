#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "cli/commands.h"
#include "cli/devices.h"

namespace leeward::cli {

namespace {

struct send_options {
  std::filesystem::path folder_;
  std::optional<std::int64_t> alone_;
};

std::vector<option> declare(send_options& o) {
  return {{"folder", &o.folder_, "The device's folder", need::kRequired},
          {"--alone", &o.alone_, "Only this operation, by its number in the log, signed by itself"}};
}

result<exit_code> run(send_options const& o, console const& out) {
  auto const d = open_device(o.folder_);
  if (!d) {
    return tl::unexpected{d.error()};
  }
  auto const b =
      o.alone_ ? d->outbox_.alone(*o.alone_ < 0 ? 0 : static_cast<std::uint64_t>(*o.alone_)) : d->outbox_.next();
  if (!b) {
    return fail(error_kind::kNotFound,
                o.alone_ ? "--alone: no operation of this number waits" : "nothing waits: the server has everything");
  }
  out.print(encode(*b));
  return exit_code::kOk;
}

}  // namespace

command device_send() {
  return make_command<send_options>("device send", "Write the next batch of what a field device has done",
                                    "leeward device send phone | leeward device receive day/data - | leeward device "
                                    "hear phone -",
                                    declare, run);
}

}  // namespace leeward::cli
