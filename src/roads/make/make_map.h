#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "base/result.h"
#include "roads/file/road_map.h"
#include "roads/import/import.h"

namespace leeward::roads {

struct make_options {
  std::optional<std::filesystem::path> profiles_{};  // a profiles file; otherwise the four of default.toml
  std::string country_{};                            // ISO code; empty: as the extract tells
  std::string program_version_{};
  progress watch_{};
};

struct made_map {
  std::shared_ptr<road_map const> map_;  // in memory; write_map stores it
  import_report report_;
};

// From an OpenStreetMap extract to a map: import, order, contract, customize, index. Deterministic: the same extract,
// options and program give the same bytes. Errors: those of reading the profiles and of import_osm.
result<made_map> make_map(std::filesystem::path const& extract, make_options const&);

// The report as JSON, as the map keeps it.
std::string print_report(import_report const&);

}  // namespace leeward::roads
