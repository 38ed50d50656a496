#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/result.h"

namespace leeward::cli {

struct named_point {
  std::string id_;
  position where_;
};

// Points from CSV with the columns id, lat and lon, or from GeoJSON (.geojson, .json) with Point features, whose id is
// the feature's, else its property "id" or "name", else its number. All problems at once, with their lines.
result<std::vector<named_point>> read_points(std::filesystem::path const&);

// A polygon as "LAT,LON LAT,LON LAT,LON …", or the name of a GeoJSON file with one.
result<polygon> read_polygon(std::string const& text_or_file);

}  // namespace leeward::cli
