#pragma once

#include <string_view>

namespace leeward::cli {

// The project's, from its CMakeLists.txt.
extern std::string_view const kVersion;

}  // namespace leeward::cli
