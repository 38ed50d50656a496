#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "roads/closures/closure.h"

// The closures file, {"closures": […]}: docs/formats/closures.md.
namespace leeward::roads {

result<std::vector<closure>> parse_closures(std::string_view text, std::string_view source);

std::string print_closures(std::span<closure const>);

result<std::vector<closure>> read_closures(std::filesystem::path const&);

// Replaces the file as a whole, or not at all.
result<void> write_closures(std::filesystem::path const&, std::span<closure const>);

}  // namespace leeward::roads
