#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"

namespace leeward::roads {

// A file's bytes in memory, read only and of this process alone; unmapped with the last owner.
struct mapped_file {
  std::span<std::byte const> bytes_;
  std::shared_ptr<void const> owner_;
};

// Errors: kNotFound; kInvalidInput: not a regular file, or empty; kStorage.
result<mapped_file> map_file(std::filesystem::path const&);

}  // namespace leeward::roads
