#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Hand-made PBF, byte by byte with protozero: for what no writer of ours would ever write.
namespace leeward::roads::osm::test {

// A fileblock: length, BlobHeader, Blob.
std::string fileblock(std::string_view type, std::string_view blob);

std::string raw_blob(std::string_view content);
std::string zlib_blob(std::string_view content);

std::string header_block(std::vector<std::string> const& required);

// The header of every good file, as a fileblock.
std::string good_header();

struct dense {
  std::vector<std::int64_t> ids_, lats_, lons_;  // differences
  std::vector<std::int32_t> keys_vals_;
};

std::string dense_group(dense const&);
std::string node_group(std::int64_t id, std::int64_t lat, std::int64_t lon, std::vector<std::uint32_t> const& keys,
                       std::vector<std::uint32_t> const& values);
std::string way_group(std::int64_t id, std::vector<std::int64_t> const& ref_differences,
                      std::vector<std::uint32_t> const& keys, std::vector<std::uint32_t> const& values);
std::string relation_group(std::int64_t id, std::vector<std::int32_t> const& roles,
                           std::vector<std::int64_t> const& member_differences, std::vector<std::int32_t> const& kinds);

struct scale {
  std::int32_t granularity_{100};
  std::int64_t lat_offset_{0};
  std::int64_t lon_offset_{0};
};

std::string primitive_block(std::vector<std::string> const& strings, std::vector<std::string> const& groups,
                            scale = {});

}  // namespace leeward::roads::osm::test
