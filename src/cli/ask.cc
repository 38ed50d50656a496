#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/crypto/random.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/devices.h"
#include "cli/who_asks.h"

namespace leeward::cli {

namespace {

constexpr auto const kMostCommandText = std::size_t{1} << 20U;

struct ask_options {
  data_folder_options data_;
  std::string command_;
  who_asks who_;
  std::optional<std::string> op_;
};

std::vector<option> declare(ask_options& o) {
  auto all = declare(o.data_);
  all.push_back({"command", &o.command_,
                 "As docs/formats/ledger.md has it: {\"NAME\": {…}}; or - to read it from the standard input",
                 need::kRequired});
  all.push_back({"--by", &o.who_.by_, "Who asks, a subject; by default the user of this process"});
  all.push_back({"--op", &o.op_, "The number under which it is asked: the same again is done once [a new one]"});
  return all;
}

std::string in_words(ledger::answer const& a, uuid const& op) {
  if (a.outcome_ == ledger::outcome::kDone) {
    return fmt::format("Done, with {} {}. It was asked under {}.\n", a.events_, a.events_ == 1 ? "event" : "events",
                       to_string(op));
  }
  return fmt::format("{} Accepted would be: {}.\n", a.refusal_->sentence_, a.refusal_->accepted_);
}

result<exit_code> run(ask_options const& o, console const& out) {
  auto const op = o.op_ ? parse_id(*o.op_, "--op") : result<uuid>{random_uuid()};
  auto const text = op.and_then([&](uuid const&) {
    return o.command_ == "-" ? read_text(o.command_, kMostCommandText) : result<std::string>{o.command_};
  });
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto e = app::errand{.what_ = app::errand_kind::kAsk};
  e.devices_ = app::about_devices{.by_ = name_of(o.who_), .text_ = *text, .op_ = *op};
  auto answer = ledger::answer{};
  return run_errand(o.data_, e, "asking", out,
                    [&](app::errand_line const& line) {
                      if (line.devices_ && line.devices_->answer_) {
                        answer = *line.devices_->answer_;
                      }
                      return true;
                    })
      .map([&] {
        out.print(out.json_ ? json::encode(answer) + "\n" : in_words(answer, *op));
        return answer.outcome_ == ledger::outcome::kDone ? exit_code::kOk : exit_code::kNo;
      });
}

}  // namespace

command ask() {
  return make_command<ask_options>("ask", "Ask something of the operation in a folder, as a command",
                                   "leeward ask day/data '{\"revoke_device\": {\"device\": "
                                   "\"0190a6b2-7c3e-7a10-9f00-0123456789ab\", \"reason\": \"lost\", \"by\": "
                                   "\"dispatcher 1\"}}' --by \"dispatcher 1\"",
                                   declare, run);
}

}  // namespace leeward::cli
