#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "app/devices/read_operation.h"
#include "base/crypto/random.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"
#include "device/envelope.h"

namespace leeward::cli {

namespace {

struct do_options {
  std::filesystem::path folder_;
  std::string command_;
  std::string by_;
  std::vector<std::string> seen_;
  std::optional<std::string> op_;
};

struct do_answer {
  uuid op_;
  std::uint64_t seq_{0};
  std::uint64_t waiting_{0};
};
BOOST_DESCRIBE_STRUCT(do_answer, (), (op_, seq_, waiting_))

std::vector<option> declare(do_options& o) {
  return {{"folder", &o.folder_, "The device's folder", need::kRequired},
          {"command", &o.command_,
           "What was done: {\"board\": {\"trip\": …, \"people\": […]}}; or - for the standard input", need::kRequired},
          {"--by", &o.by_, "Who did it: a subject", need::kRequired},
          {"--seen", &o.seen_, "Of what is changed: FIELD=VERSION that was seen; may be given again"},
          {"--op", &o.op_, "The number of it: the same again is done once [a new one]"}};
}

result<std::string> type_of(std::string const& command) {
  auto const type = app::type_of(command);
  if (type.empty()) {
    return invalid("command: must be {\"NAME\": {…}}, as docs/formats/ledger.md has it", "command");
  }
  return std::string{type};
}

result<void> add_seen(std::vector<std::string> const& seen, device::envelope& e) {
  for (auto const& s : seen) {
    auto const at = s.find('=');
    auto const digits = at == std::string::npos ? std::string{} : s.substr(at + 1);
    auto const is_number =
        !digits.empty() && digits.size() < 10 && digits.find_first_not_of("0123456789") == std::string::npos;
    if (at == 0 || !is_number) {
      return invalid(fmt::format("--seen: is \"{}\", must be FIELD=VERSION, as needs=3", s), "--seen");
    }
    e.base_[s.substr(0, at)] = static_cast<std::uint32_t>(std::stoul(digits));
  }
  return {};
}

result<device::envelope> envelope_of(do_options const& o) {
  auto const op = o.op_ ? parse_id(*o.op_, "--op") : result<uuid>{random_uuid()};
  auto const text = op.and_then([&](uuid const&) {
    return o.command_ == "-" ? read_text(o.command_, device::kMostPayloadBytes) : result<std::string>{o.command_};
  });
  auto const type = text.and_then(type_of);
  auto const ago = type.and_then([&](std::string const&) { return device::how_long_ago(o.folder_, monotonic_now()); });
  if (!ago) {
    return tl::unexpected{ago.error()};
  }
  auto e = device::envelope{.op_ = *op,
                            .seq_ = 0,
                            .prev_ = {},
                            .actor_ = o.by_,
                            .centre_ = {},
                            .type_ = *type,
                            .payload_ = *text,
                            .base_ = {},
                            .t_device_ = system_time(),
                            .t_mono_since_sync_ = ago->since_,
                            .last_server_time_ = ago->server_time_};
  return add_seen(o.seen_, e).and_then([&] { return app::is_readable(e); }).map([&] { return e; });
}

result<exit_code> run(do_options const& o, console const& out) {
  auto d = open_device(o.folder_);
  if (!d) {
    return tl::unexpected{d.error()};
  }
  return envelope_of(o).and_then([&](device::envelope const& e) {
    return d->outbox_.add(e).map([&](std::uint64_t const seq) {
      auto const a = do_answer{e.op_, seq, d->outbox_.waiting()};
      out.print(out.json_ ? json::encode(a) + "\n"
                          : fmt::format("Kept as operation {}; {} not sent yet.\n", a.seq_, a.waiting_));
      return exit_code::kOk;
    });
  });
}

}  // namespace

command device_do() {
  return make_command<do_options>("device do", "Enter on a field device what was done; no network is needed",
                                  "leeward device do phone '{\"depart\": {\"trip\": "
                                  "\"0190a6b2-7c3e-7a10-9f00-0123456789ab\", \"missing\": []}}' --by \"steward 7\"",
                                  declare, run);
}

}  // namespace leeward::cli
