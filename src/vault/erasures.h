#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/uuid.h"

// Who was erased for good, beside the keys: a backup from before does not bring anybody back. A line for each, only
// ever added to.
namespace leeward::vault {

inline constexpr auto const kRegisterFile = std::string_view{"erased.register"};

// An empty one, unless it is there. Errors: kStorage.
result<void> make_register(std::filesystem::path const& keys_folder);

// Errors: kNotFound, it is missing; kInvalidInput, something else stands in it; kStorage.
result<std::vector<uuid>> read_register(std::filesystem::path const& keys_folder);

// Whether somebody could be erased now. Errors: kNotFound, it is missing; kStorage, it cannot be written.
result<void> check_register(std::filesystem::path const& keys_folder);

// On the disk when it returns. Errors: kNotFound; kStorage.
result<void> add_to_register(std::filesystem::path const& keys_folder, std::span<uuid const>);

}  // namespace leeward::vault
