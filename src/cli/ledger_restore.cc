#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/live/errand_on.h"
#include "base/json/encode.h"
#include "base/json/uuid.h"
#include "cli/commands.h"
#include "cli/data_folder.h"

namespace leeward::cli {

namespace {

struct restore_options {
  std::filesystem::path backup_;
  data_folder_options data_;
  std::optional<std::filesystem::path> checkpoint_;
};

std::vector<option> declare(restore_options& o) {
  auto all = std::vector<option>{{"backup", &o.backup_, "The file from `leeward ledger backup`", need::kRequired}};
  for (auto& of_folder : declare(o.data_)) {
    all.push_back(std::move(of_folder));
  }
  all.push_back({"--checkpoint", &o.checkpoint_, "A file from `leeward ledger checkpoint`, not newer than the backup"});
  return all;
}

result<exit_code> run(restore_options const& o, console const& out) {
  auto const outside = read_checkpoint(o.checkpoint_);
  if (!outside) {
    return tl::unexpected{outside.error()};
  }
  auto bar = progress_bar{out, "proving"};
  auto const options =
      ledger::folder_options{.folder_ = o.data_.folder_, .keys_ = o.data_.keys_, .if_empty_ = ledger::if_empty::kMake};
  return app::restore(
             o.backup_, options, *outside,
             [&](app::errand_line const& line) {
               if (line.progress_ && line.progress_->total_ != 0) {
                 bar.show(static_cast<double>(line.progress_->done_) / static_cast<double>(line.progress_->total_));
               }
               return true;
             })
      .map([&](app::restored const& r) {
        out.print(out.json_ ? json::encode(r) + "\n"
                            : fmt::format("{}: proven and in place, {} events, the last with the hash {}.\nWhat was "
                                          "answered after the backup was made is not in it.\n",
                                          o.data_.folder_.string(), r.events_, r.hash_));
        return exit_code::kOk;
      });
}

}  // namespace

command ledger_restore() {
  return make_command<restore_options>("ledger restore", "Put a backup into an empty folder, once it is proven",
                                       "leeward ledger restore monday.backup new_folder", declare, run);
}

}  // namespace leeward::cli
