#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"
#include "device/joining.h"

namespace leeward::cli {

namespace {

struct enrol_options {
  data_folder_options data_;
  std::string text_;
};

std::vector<option> declare(enrol_options& o) {
  auto all = declare(o.data_);
  all.push_back(
      {"file", &o.text_, "The answer of `leeward device join`, or - for the standard input", need::kRequired});
  return all;
}

result<exit_code> run(enrol_options const& o, console const& out) {
  return read_text(o.text_, device::kMostJoiningBytes).and_then([&](std::string text) {
    return pass_on(o.data_, app::errand_kind::kEnrolDevice, std::move(text), out);
  });
}

}  // namespace

command device_enrol() {
  return make_command<enrol_options>("device enrol", "Take the answer of a device that was invited, and tell it so",
                                     "leeward device enrol day/data joining.json > answer.json", declare, run);
}

}  // namespace leeward::cli
