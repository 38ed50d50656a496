#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/devices.h"
#include "device/acknowledgement.h"

namespace leeward::cli {

namespace {

struct hear_options {
  std::filesystem::path folder_;
  std::string answer_;
};

std::vector<option> declare(hear_options& o) {
  return {{"folder", &o.folder_, "The device's folder", need::kRequired},
          {"file", &o.answer_, "What the server answered, or - for the standard input", need::kRequired}};
}

result<exit_code> run(hear_options const& o, console const& out) {
  auto d = open_device(o.folder_);
  if (!d) {
    return tl::unexpected{d.error()};
  }
  return read_text(o.answer_, device::kMostAcknowledgementBytes)
      .and_then([&](std::string const& text) { return device::decode_acknowledgement(text, "answer"); })
      .and_then([&](device::acknowledgement const& a) {
        return device::take(d->outbox_, a).and_then([&] {
          return device::hear(o.folder_, a.server_time_, monotonic_now());
        });
      })
      .map([&] {
        auto const n = d->outbox_.waiting();
        out.print(out.json_ ? fmt::format("{{\"acknowledged\":{},\"waiting\":{}}}\n", d->outbox_.acknowledged(), n)
                            : fmt::format("The server has {}; {} not sent yet.\n", d->outbox_.acknowledged(), n));
        return exit_code::kOk;
      });
}

}  // namespace

command device_hear() {
  return make_command<hear_options>("device hear", "Tell a field device what the server has acknowledged",
                                    "leeward device hear phone answer.json", declare, run);
}

}  // namespace leeward::cli
