#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "app/live/errand.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/command.h"
#include "cli/console.h"

// What the commands on a data folder share.
namespace leeward::cli {

struct data_folder_options {
  std::filesystem::path folder_;
  std::optional<std::filesystem::path> keys_;
};

std::vector<option> declare(data_folder_options&);

instant system_time();

// With a bar for how far it has come. Errors: those of app::run_errand_on.
result<void> run_errand(data_folder_options const&, app::errand const&, std::string_view what, console const&,
                        app::each_line const&);

// Errors: those of reading the file, and of ledger::decode_checkpoint.
result<std::optional<ledger::checkpoint>> read_checkpoint(std::optional<std::filesystem::path> const&);

}  // namespace leeward::cli
