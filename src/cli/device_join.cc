#include <filesystem>
#include <string>
#include <vector>

#include "base/crypto/random.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"
#include "device/home.h"
#include "device/joining.h"

namespace leeward::cli {

namespace {

constexpr auto const kMostInvitationBytes = std::size_t{1024};

struct join_options {
  std::filesystem::path folder_;
  std::string invitation_;
};

std::vector<option> declare(join_options& o) {
  return {{"folder", &o.folder_, "Where the device keeps what it does: a folder that is made", need::kRequired},
          {"invitation", &o.invitation_, "What the QR code says, in quotes; or - to read it from the standard input",
           need::kRequired}};
}

// A scanner ends it with a line break.
std::string without_line_end(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) {
    text.pop_back();
  }
  return text;
}

// The device's own clock may be wrong; the server looks at the time again.
result<exit_code> run(join_options const& o, console const& out) {
  auto const text = o.invitation_ == "-" ? read_text(o.invitation_, kMostInvitationBytes).map(without_line_end)
                                         : result<std::string>{o.invitation_};
  return text.and_then(device::read_invitation).and_then([&](device::invitation const& i) {
    return device::accept(i, random_signing_key(), i.now_).and_then([&](device::identity const& self) {
      return device::make_home(o.folder_, self, i.now_, monotonic_now()).map([&] {
        out.print(encode(device::to_join(self)));
        return exit_code::kOk;
      });
    });
  });
}

}  // namespace

command device_join() {
  return make_command<join_options>("device join", "Make a field device of an invitation, and the answer to it",
                                    "leeward device join phone 'LWD1:…' | leeward device enrol day/data - | leeward "
                                    "device hear phone -",
                                    declare, run);
}

}  // namespace leeward::cli
