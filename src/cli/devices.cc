#include "cli/devices.h"

#include <ctime>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"

namespace leeward::cli {

namespace {

constexpr auto const kStandardInput = std::string_view{"-"};
constexpr auto const* const kStart = "/proc/sys/kernel/random/boot_id";
constexpr auto const kMostIdBytes = std::size_t{128};

}  // namespace

result<std::string> read_text(std::string const& file, std::size_t const limit) {
  return read_file(file == kStandardInput ? "/dev/stdin" : file, limit);
}

result<uuid> parse_id(std::string const& text, std::string const& option) {
  return parse_uuid(text).map_error(
      [&](error const& e) { return error{e.kind_, fmt::format("{}: {}", option, e.sentence_), option}; });
}

result<exit_code> pass_on(data_folder_options const& data, app::errand_kind const kind, std::string text,
                          console const& out) {
  auto e = app::errand{.what_ = kind};
  e.devices_ = app::about_devices{.text_ = std::move(text)};
  auto answer = std::optional<device::acknowledgement>{};
  return run_errand(data, e, "taking", out,
                    [&](app::errand_line const& line) {
                      if (line.devices_ && line.devices_->acknowledgement_) {
                        answer = line.devices_->acknowledgement_;
                      }
                      return true;
                    })
      .map([&] {
        for (auto const& s : answer->set_aside_) {
          out.note(fmt::format("Operation {} was set aside: {}", s.seq_, s.sentence_));
        }
        out.print(encode(*answer));
        return exit_code::kOk;
      });
}

device::monotonic_time monotonic_now() {
  auto t = timespec{};
  ::clock_gettime(CLOCK_BOOTTIME, &t);
  auto start = read_file(kStart, kMostIdBytes).value_or("");
  return {.start_ = start.substr(0, start.find('\n')), .since_start_ = seconds{t.tv_sec}};
}

result<opened_device> open_device(std::filesystem::path const& folder) {
  return device::read_home(folder).and_then([&](device::identity const& self) {
    return device::outbox::open(folder, self).map([&](device::outbox box) {
      return opened_device{self, std::move(box)};
    });
  });
}

}  // namespace leeward::cli
