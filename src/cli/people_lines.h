#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "app/live/errand.h"
#include "base/result.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/who_asks.h"

// A file with a line for each household or person, taken line by line.
namespace leeward::cli {

struct people_file_options {
  data_folder_options data_;
  std::filesystem::path file_;
  who_asks who_;
};

std::vector<option> declare(people_file_options&);

// kBadInput when some lines were refused, with each refusal in the answer.
result<exit_code> take_lines(people_file_options const&, app::errand_kind, std::string_view what, console const&);

}  // namespace leeward::cli
