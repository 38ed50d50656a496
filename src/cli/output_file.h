#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace leeward::cli {

// Before any work is done: that the output can be written, and that it is none of the files that are read.
// Errors: kInvalidInput, it is a folder or one of `inputs`, or its folder is not there; kStorage, no permission.
result<void> check_output(std::filesystem::path const& output, std::vector<std::filesystem::path> const& inputs);

}  // namespace leeward::cli
