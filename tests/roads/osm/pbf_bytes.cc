#include "roads/osm/pbf_bytes.h"

#include <array>
#include <stdexcept>

#include <protozero/pbf_writer.hpp>
#include <zlib.h>

namespace leeward::roads::osm::test {

using protozero::pbf_writer;

std::string fileblock(std::string_view const type, std::string_view const blob) {
  auto header = std::string{};
  auto w = pbf_writer{header};
  w.add_string(1, type.data(), type.size());
  w.add_int32(3, static_cast<std::int32_t>(blob.size()));
  auto out = std::string{};
  for (auto const shift : {24U, 16U, 8U, 0U}) {
    out.push_back(static_cast<char>(header.size() >> shift & 0xFFU));
  }
  return out.append(header).append(blob);
}

std::string raw_blob(std::string_view const content) {
  auto out = std::string{};
  pbf_writer{out}.add_bytes(1, content.data(), content.size());
  return out;
}

std::string zlib_blob(std::string_view const content) {
  auto packed = std::string(compressBound(content.size()), '\0');
  auto size = static_cast<uLongf>(packed.size());
  if (compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<Bytef const*>(content.data()),
               content.size()) != Z_OK) {
    throw std::runtime_error{"compress"};
  }
  auto out = std::string{};
  auto w = pbf_writer{out};
  w.add_int32(2, static_cast<std::int32_t>(content.size()));
  w.add_bytes(3, packed.data(), size);
  return out;
}

std::string header_block(std::vector<std::string> const& required) {
  auto out = std::string{};
  auto w = pbf_writer{out};
  for (auto const& feature : required) {
    w.add_string(4, feature);
  }
  w.add_string(16, "by hand");
  w.add_int64(32, 1'700'000'000);
  return out;
}

std::string good_header() { return fileblock("OSMHeader", raw_blob(header_block({"OsmSchema-V0.6", "DenseNodes"}))); }

std::string dense_group(dense const& d) {
  auto bytes = std::string{};
  auto w = pbf_writer{bytes};
  w.add_packed_sint64(1, d.ids_.begin(), d.ids_.end());
  w.add_packed_sint64(8, d.lats_.begin(), d.lats_.end());
  w.add_packed_sint64(9, d.lons_.begin(), d.lons_.end());
  w.add_packed_int32(10, d.keys_vals_.begin(), d.keys_vals_.end());
  auto group = std::string{};
  pbf_writer{group}.add_message(2, bytes);
  return group;
}

std::string node_group(std::int64_t const id, std::int64_t const lat, std::int64_t const lon,
                       std::vector<std::uint32_t> const& keys, std::vector<std::uint32_t> const& values) {
  auto bytes = std::string{};
  auto w = pbf_writer{bytes};
  w.add_sint64(1, id);
  w.add_packed_uint32(2, keys.begin(), keys.end());
  w.add_packed_uint32(3, values.begin(), values.end());
  w.add_sint64(8, lat);
  w.add_sint64(9, lon);
  auto group = std::string{};
  pbf_writer{group}.add_message(1, bytes);
  return group;
}

std::string way_group(std::int64_t const id, std::vector<std::int64_t> const& ref_differences,
                      std::vector<std::uint32_t> const& keys, std::vector<std::uint32_t> const& values) {
  auto bytes = std::string{};
  auto w = pbf_writer{bytes};
  w.add_int64(1, id);
  w.add_packed_uint32(2, keys.begin(), keys.end());
  w.add_packed_uint32(3, values.begin(), values.end());
  w.add_packed_sint64(8, ref_differences.begin(), ref_differences.end());
  auto group = std::string{};
  pbf_writer{group}.add_message(3, bytes);
  return group;
}

std::string relation_group(std::int64_t const id, std::vector<std::int32_t> const& roles,
                           std::vector<std::int64_t> const& member_differences,
                           std::vector<std::int32_t> const& kinds) {
  auto bytes = std::string{};
  auto w = pbf_writer{bytes};
  w.add_int64(1, id);
  w.add_packed_int32(8, roles.begin(), roles.end());
  w.add_packed_sint64(9, member_differences.begin(), member_differences.end());
  w.add_packed_int32(10, kinds.begin(), kinds.end());
  auto group = std::string{};
  pbf_writer{group}.add_message(4, bytes);
  return group;
}

std::string primitive_block(std::vector<std::string> const& strings, std::vector<std::string> const& groups,
                            scale const s) {
  auto table = std::string{};
  auto t = pbf_writer{table};
  for (auto const& text : strings) {
    t.add_bytes(1, text);
  }
  auto out = std::string{};
  auto w = pbf_writer{out};
  w.add_message(1, table);
  for (auto const& group : groups) {
    w.add_message(2, group);
  }
  w.add_int32(17, s.granularity_);
  w.add_int64(19, s.lat_offset_);
  w.add_int64(20, s.lon_offset_);
  return out;
}

}  // namespace leeward::roads::osm::test
