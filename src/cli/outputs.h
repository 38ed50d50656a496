#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace leeward::cli {

// A file that a command writes, with the option that names it.
struct output {
  std::string option_;
  std::filesystem::path path_;
};

// Before any work is done: that every output can be written, that it is none of the files that are read, and that no
// two are one file, by whatever path each is named. An empty input is passed over. Errors: kInvalidInput; kStorage, no
// permission.
result<void> check_outputs(std::span<output const>, std::vector<std::filesystem::path> const& inputs);

}  // namespace leeward::cli
