#include "cli/data_folder.h"

#include <chrono>

#include "app/live/errand_on.h"
#include "base/file.h"

namespace leeward::cli {

std::vector<option> declare(data_folder_options& o) {
  return {{"folder", &o.folder_, "The data folder of the operation", need::kRequired},
          {"--keys", &o.keys_,
           "The folder with its keys; by default systemd's credentials, or ~/.local/state/leeward/FOLDER_ID"}};
}

instant system_time() {
  auto const since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(since).count()};
}

result<void> run_errand(data_folder_options const& o, app::errand const& e, std::string_view const what,
                        console const& out, app::each_line const& tell) {
  auto bar = progress_bar{out, what};
  return app::run_errand_on(
      {.folder_ = o.folder_, .keys_ = o.keys_}, e, system_time, [&](app::errand_line const& line) {
        if (line.progress_ && line.progress_->total_ != 0) {
          bar.show(static_cast<double>(line.progress_->done_) / static_cast<double>(line.progress_->total_));
        }
        return tell(line);
      });
}

result<std::optional<ledger::checkpoint>> read_checkpoint(std::optional<std::filesystem::path> const& file) {
  if (!file) {
    return std::nullopt;
  }
  return read_file(*file, ledger::kMostCheckpointBytes)
      .and_then([&](std::string const& text) { return ledger::decode_checkpoint(text, file->string()); })
      .map([](ledger::checkpoint const& c) { return std::optional{c}; });
}

}  // namespace leeward::cli
