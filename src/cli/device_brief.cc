#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"

namespace leeward::cli {

namespace {

struct brief_options {
  data_folder_options data_;
  std::string device_;
};

std::vector<option> declare(brief_options& o) {
  auto all = declare(o.data_);
  all.push_back({"device", &o.device_, "The device's id", need::kRequired});
  return all;
}

result<exit_code> run(brief_options const& o, console const& out) {
  auto briefing = std::optional<device::briefing>{};
  return parse_id(o.device_, "device")
      .and_then([&](uuid const& id) {
        auto e = app::errand{.what_ = app::errand_kind::kBriefDevice};
        e.devices_ = app::about_devices{.device_ = operation::device_id{id}};
        return run_errand(o.data_, e, "briefing", out, [&](app::errand_line const& line) {
          if (line.devices_ && line.devices_->briefing_) {
            briefing = line.devices_->briefing_;
          }
          return true;
        });
      })
      .map([&] {
        out.print(encode(*briefing));
        return exit_code::kOk;
      });
}

}  // namespace

command device_brief() {
  return make_command<brief_options>(
      "device brief", "Whom a device will meet, with ticket numbers and code words, and its leases",
      "leeward device brief day/data 0190a6b2-7c3e-7a10-9f00-0123456789ab > brief.json", declare, run);
}

}  // namespace leeward::cli
