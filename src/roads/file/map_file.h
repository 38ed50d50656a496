#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "roads/file/road_map.h"

// The .roads file: written whole or not at all, mapped and never copied, refused before use if anything in it is wrong.
namespace leeward::roads {

// The same map gives the same bytes, whatever the machine, time or path. `program_version_` of the map is written.
// Errors: kStorage; kTooLarge for a name that is too long.
result<void> write_map(road_map const&, std::filesystem::path const&);

// The same bytes in memory.
result<std::string> print_map(road_map const&);

// Errors: kNotFound; kInvalidInput: not such a file, of another format version, cut off, damaged, or with an index that
// leaves its array.
result<std::shared_ptr<road_map const>> open_map(std::filesystem::path const&);

// The same for bytes that `owner` keeps, aligned to kAlignment; `source` stands in errors.
result<std::shared_ptr<road_map const>> open_map(std::span<std::byte const>, std::shared_ptr<void const> owner,
                                                 std::string_view source);

}  // namespace leeward::roads
