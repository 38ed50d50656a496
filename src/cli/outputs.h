#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "base/result.h"

namespace leeward::cli {

// A file that a command writes, with the option that names it.
struct output {
  std::string option_;
  std::filesystem::path path_;
};

// A command must not write over what it reads, nor write two things into one file. Errors: an output that is one of the
// inputs, or an output that is one of those before it, by whatever path each is named.
result<void> keep_apart(std::span<output const>, std::span<std::filesystem::path const> inputs);

}  // namespace leeward::cli
