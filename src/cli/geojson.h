#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/geo.h"

// The parts of GeoJSON (RFC 7946) that the commands write: positions are [longitude, latitude] there.
namespace leeward::cli {

using geojson_position = std::array<double, 2>;

inline geojson_position to_geojson(position const p) { return {p.lon_e7_ / 1e7, p.lat_e7_ / 1e7}; }

struct geojson_line {
  std::string type_{"LineString"};
  std::vector<geojson_position> coordinates_;
};
BOOST_DESCRIBE_STRUCT(geojson_line, (), (type_, coordinates_))

inline geojson_line to_geojson(std::span<position const> const line) {
  auto result = geojson_line{};
  result.coordinates_.reserve(line.size());
  for (auto const p : line) {
    result.coordinates_.push_back(to_geojson(p));
  }
  return result;
}

}  // namespace leeward::cli
