#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/crypto/random.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"
#include "cli/outputs.h"
#include "cli/who_asks.h"
#include "ledger/codec.h"
#include "operation/devices/commands.h"
#include "tickets/qr.h"

namespace leeward::cli {

namespace {

constexpr auto const kMostMinutes = std::int64_t{7} * 24 * 60;

struct invite_options {
  data_folder_options data_;
  std::string holder_;
  std::vector<std::string> trips_;
  std::optional<std::string> centre_;
  std::int64_t minutes_{60};
  who_asks who_;
  std::optional<std::filesystem::path> output_;
};

std::vector<option> declare(invite_options& o) {
  auto all = declare(o.data_);
  auto const more = std::vector<option>{
      {"--holder", &o.holder_, "Who will carry it: a subject, \"steward 7\"", need::kRequired},
      {"--trip", &o.trips_, "A trip that it is for, by its id; may be given again"},
      {"--centre", &o.centre_, "The reception centre that it is for, by its id"},
      {"--minutes", &o.minutes_, "For how long the invitation is good [60]"},
      {"--by", &o.who_.by_, "Who invites; by default the user of this process"},
      {"-o,--output", &o.output_, "Write the QR code into this HTML file, to be shown to the device once"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

result<operation::devices::scope> scope_of(invite_options const& o) {
  auto scope = operation::devices::scope{};
  for (auto const& t : o.trips_) {
    auto const id = parse_id(t, "--trip");
    if (!id) {
      return tl::unexpected{id.error()};
    }
    scope.trips_.push_back({*id});
  }
  if (o.centre_) {
    auto const id = parse_id(*o.centre_, "--centre");
    if (!id) {
      return tl::unexpected{id.error()};
    }
    scope.centre_ = operation::centre_id{*id};
  }
  return scope;
}

result<app::errand> errand_of(invite_options const& o) {
  if (o.minutes_ < 1 || o.minutes_ > kMostMinutes) {
    return invalid(fmt::format("--minutes: is {}, must be 1 to {}", o.minutes_, kMostMinutes), "--minutes");
  }
  return scope_of(o).map([&](operation::devices::scope scope) {
    auto const invites = operation::devices::invited{.device_ = {random_uuid()},
                                                     .scope_ = std::move(scope),
                                                     .holder_ = o.holder_,
                                                     .until_ = system_time() + seconds{60 * o.minutes_}};
    auto const c =
        operation::command{operation::devices::command{operation::ask_for<operation::devices::invited>{invites}}};
    auto e = app::errand{.what_ = app::errand_kind::kInviteDevice};
    e.devices_ = app::about_devices{.by_ = name_of(o.who_), .text_ = ledger::encode_command(c)};
    return e;
  });
}

std::string page_of(app::invitation_made const& i) {
  return fmt::format(
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
      "<title>Invitation of a device</title><body style=\"font:1rem sans-serif;max-width:24rem;margin:1rem auto\">"
      "<h1 style=\"font-size:1.2rem\">Show this to the device, and to nobody else</h1>{}"
      "<p>Device {}<br>Good until {}</p></body></html>\n",
      tickets::draw_qr(i.text_).svg_, to_string(i.device_), to_string(i.until_));
}

std::string in_words(app::invitation_made const& i, invite_options const& o) {
  return fmt::format("Device {} is invited until {}.\n{}On the device: leeward device join FOLDER 'INVITATION'\n",
                     to_string(i.device_), to_string(i.until_),
                     o.output_
                         ? fmt::format("Its QR code is in {}: a secret; delete it afterwards.\n", o.output_->string())
                         : fmt::format("The invitation, a secret:\n{}\n", i.text_));
}

result<exit_code> run(invite_options const& o, console const& out) {
  auto made = app::invitation_made{};
  auto const good = o.output_ ? check_outputs(std::vector{output{"--output", *o.output_}}, {}) : result<void>{};
  return good.and_then([&] { return errand_of(o); })
      .and_then([&](app::errand const& e) {
        return run_errand(o.data_, e, "inviting", out, [&](app::errand_line const& line) {
          if (line.devices_ && line.devices_->invitation_) {
            made = *line.devices_->invitation_;
          }
          return true;
        });
      })
      .and_then([&] { return o.output_ ? write_atomically(*o.output_, page_of(made)) : result<void>{}; })
      .map([&] {
        out.print(out.json_ ? json::encode(made) + "\n" : in_words(made, o));
        return exit_code::kOk;
      });
}

}  // namespace

command device_invite() {
  return make_command<invite_options>("device invite", "Invite a field device: a QR code with which it joins",
                                      "leeward device invite day/data --holder \"steward 7\" --trip "
                                      "0190a6b2-7c3e-7a10-9f00-0123456789ab -o invitation.html",
                                      declare, run);
}

}  // namespace leeward::cli
