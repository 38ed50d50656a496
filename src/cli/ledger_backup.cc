#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"

namespace leeward::cli {

namespace {

struct backup_options {
  data_folder_options data_;
  std::filesystem::path into_;
};

std::vector<option> declare(backup_options& o) {
  auto all = declare(o.data_);
  all.push_back({"into", &o.into_, "The file to write, best on another disk", need::kRequired});
  return all;
}

result<exit_code> run(backup_options const& o, console const& out) {
  // The process that owns the folder may work elsewhere.
  auto const into = std::filesystem::absolute(o.into_).lexically_normal();
  auto made = app::backup_made{};
  return run_errand(o.data_, {.what_ = app::errand_kind::kBackup, .into_ = into.string()}, "copying", out,
                    [&](app::errand_line const& line) {
                      made = line.backup_.value_or(made);
                      return true;
                    })
      .map([&] {
        out.print(out.json_
                      ? json::encode(made) + "\n"
                      : fmt::format("{}: {:.1f} MB, all that {} held.\nIts keys are not in it: keep a copy of them "
                                    "in another place. To prove the backup, restore it somewhere:\n  leeward ledger "
                                    "restore {} NEW_FOLDER\n",
                                    made.file_, static_cast<double>(made.bytes_) / 1e6, o.data_.folder_.string(),
                                    made.file_));
        return exit_code::kOk;
      });
}

}  // namespace

command ledger_backup() {
  return make_command<backup_options>("ledger backup", "Copy the data, also while an operation is at work in them",
                                      "leeward ledger backup day/data /mnt/other_disk/monday.backup", declare, run);
}

}  // namespace leeward::cli
