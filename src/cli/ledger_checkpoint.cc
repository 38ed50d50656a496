#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/outputs.h"

namespace leeward::cli {

namespace {

struct checkpoint_options {
  data_folder_options data_;
  std::filesystem::path output_;
};

std::vector<option> declare(checkpoint_options& o) {
  auto all = declare(o.data_);
  all.push_back({"-o,--output", &o.output_, "The file to write", need::kRequired});
  return all;
}

result<exit_code> run(checkpoint_options const& o, console const& out) {
  if (auto good = check_outputs(std::array{output{"--output", o.output_}}, {}); !good) {
    return tl::unexpected{good.error()};
  }
  auto made = ledger::checkpoint{};
  return run_errand(o.data_, {.what_ = app::errand_kind::kCheckpoint}, "signing", out,
                    [&](app::errand_line const& line) {
                      made = line.checkpoint_.value_or(made);
                      return true;
                    })
      .and_then([&] { return write_atomically(o.output_, ledger::encode(made)); })
      .map([&] {
        out.print(out.json_
                      ? ledger::encode(made)
                      : fmt::format("{} says how the log ended at event {}, signed.\nKeep it where nobody who can "
                                    "change {} can change it too; later:\n  leeward ledger verify {} --checkpoint "
                                    "{}\n",
                                    o.output_.string(), made.seq_, o.data_.folder_.string(), o.data_.folder_.string(),
                                    o.output_.string()));
        return exit_code::kOk;
      });
}

}  // namespace

command ledger_checkpoint() {
  return make_command<checkpoint_options>("ledger checkpoint", "Sign how the log ends now, to be kept elsewhere",
                                          "leeward ledger checkpoint day/data -o checkpoint.json", declare, run);
}

}  // namespace leeward::cli
