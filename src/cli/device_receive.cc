#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"
#include "device/envelope.h"

namespace leeward::cli {

namespace {

struct receive_options {
  data_folder_options data_;
  std::string text_;
};

std::vector<option> declare(receive_options& o) {
  auto all = declare(o.data_);
  all.push_back({"file", &o.text_, "What `leeward device send` wrote, or - for the standard input", need::kRequired});
  return all;
}

result<exit_code> run(receive_options const& o, console const& out) {
  return read_text(o.text_, device::kMostBatchBytes).and_then([&](std::string text) {
    return pass_on(o.data_, app::errand_kind::kTakeBatch, std::move(text), out);
  });
}

}  // namespace

command device_receive() {
  return make_command<receive_options>("device receive", "Take what a field device has done, and acknowledge it",
                                       "leeward device receive day/data batch.json > answer.json", declare, run);
}

}  // namespace leeward::cli
