#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"

namespace leeward::cli {

namespace {

struct list_options {
  data_folder_options data_;
};

std::vector<option> declare(list_options& o) { return declare(o.data_); }

std::string in_words(app::device_line const& d) {
  auto const* const is = d.revoked_ ? "revoked" : d.enrolled_ ? "enrolled" : "invited";
  auto text = fmt::format("{}  {}, {}", to_string(d.device_), d.holder_, is);
  if (d.last_happened_) {
    text += fmt::format("; did {}, the last at {}", d.last_, to_string(*d.last_happened_));
  }
  if (d.missing_ != 0) {
    text += fmt::format("; {} never came", d.missing_);
  }
  if (d.set_aside_ != 0) {
    text += fmt::format("; {} set aside", d.set_aside_);
  }
  return text + "\n";
}

result<exit_code> run(list_options const& o, console const& out) {
  auto n = 0;
  return run_errand(o.data_, {.what_ = app::errand_kind::kDevices}, "reading", out,
                    [&](app::errand_line const& line) {
                      if (line.devices_ && line.devices_->device_) {
                        ++n;
                        auto const& d = *line.devices_->device_;
                        out.print(out.json_ ? json::encode(d) + "\n" : in_words(d));
                      }
                      return true;
                    })
      .map([&] {
        if (n == 0) {
          out.note("There is no device yet: leeward device invite");
        }
        return exit_code::kOk;
      });
}

}  // namespace

command device_list() {
  return make_command<list_options>("device list", "Every field device, how far its log has come, and what never came",
                                    "leeward device list day/data", declare, run);
}

}  // namespace leeward::cli
