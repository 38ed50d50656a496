#include <array>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/play_script.h"

namespace leeward::cli {

namespace {

constexpr auto const kMostSpeed = 1e9;

std::vector<option> declare(script_to_play& o) {
  return {
      {"script", &o.script_, "The day as a script (docs/formats/day.md)", need::kRequired},
      {"folder", &o.folder_,
       "The data folder of the operation; made if it is not there. A day that was stopped goes on", need::kRequired},
      {"--keys", &o.keys_, "The folder of its keys, outside of the data [systemd's credentials, or your state home]"},
      {"--report", &o.report_, "A page with the last plan on its roads, and where everybody was as the day went on"},
      {"--speed", &o.speed_, "So many seconds of the day in a second; 0: as fast as can be [0]"}};
}

result<exit_code> run(script_to_play const& o, console const& out) {
  if (!(o.speed_ >= 0) || o.speed_ > kMostSpeed) {
    return invalid(fmt::format("--speed: is {}, must be 0 to {}", o.speed_, kMostSpeed), "--speed");
  }
  if (o.report_) {
    if (auto const good = check_outputs(std::array{output{"--report", *o.report_}}, {o.script_}); !good) {
      return tl::unexpected{good.error()};
    }
  }
  return play_script(o, out).map([&](day_answer const& a) {
    out.print(out.json_ ? json::encode(a) + "\n" : in_words(a, o.folder_));
    return a.refused_.empty() ? exit_code::kOk : exit_code::kNo;
  });
}

}  // namespace

command day_run() {
  return make_command<script_to_play>(
      "day run", "Play a day from a script: appeals, plans, buses and beds, through the rules into the ledger",
      "leeward day run scenarios/day.json day-folder", declare, run);
}

}  // namespace leeward::cli
