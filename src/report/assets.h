#pragma once

#include <string_view>

// The files of assets/, embedded by the build, each with its SHA-256 in hex.
namespace leeward::report::assets {

extern std::string_view const kStyle;
extern std::string_view const kStyleHash;
extern std::string_view const kScript;
extern std::string_view const kScriptHash;

}  // namespace leeward::report::assets
