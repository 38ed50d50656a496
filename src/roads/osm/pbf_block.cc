#include "roads/osm/pbf_block.h"

#include <stdexcept>

#include <fmt/format.h>
#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>

namespace leeward::roads::osm {

namespace {

using message = protozero::pbf_reader;
using wire = protozero::pbf_wire_type;

// Field numbers of osmformat.proto with the wire type that they must have; others are skipped.
constexpr auto kBytes = wire::length_delimited;
constexpr auto kVarint = wire::varint;

// Thrown and caught inside this file only, beside protozero's own exceptions.
struct damage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string_view view_in(message& m) {
  auto const v = m.get_view();
  return {v.data(), v.size()};
}

// Ids and coordinates are sums of differences; a damaged file may wrap round, which must not be undefined.
std::int64_t add(std::int64_t const a, std::int64_t const b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t nanodegrees(std::int64_t const offset, std::int64_t const granularity, std::int64_t const v) {
  auto product = std::int64_t{0};
  auto sum = std::int64_t{0};
  if (__builtin_mul_overflow(granularity, v, &product) || __builtin_add_overflow(product, offset, &sum)) {
    throw damage{"a coordinate is outside the world"};
  }
  return sum;
}

template <typename Range>
auto next_of(Range& range) {
  if (range.empty()) {
    throw damage{"two lists that belong together differ in length"};
  }
  auto const v = range.front();
  range.drop_front();
  return v;
}

template <typename Fn>
auto guarded(Fn&& fn) -> result<decltype(fn())> {
  try {
    return fn();
  } catch (protozero::exception const& e) {
    return invalid(fmt::format("malformed protobuf ({})", e.what()));
  } catch (damage const& e) {
    return invalid(e.what());
  }
}

}  // namespace

result<kinds_of_entity> block_decoder::decode(std::string_view const block, sinks const& to) {
  return guarded([&] {
    auto found = kinds_of_entity{};
    scale_ = {};
    strings_.clear();
    for (auto m = message{block.data(), block.size()}; m.next();) {
      switch (m.tag_and_type()) {
        case tag_and_type(1, kBytes): decode_strings(view_in(m)); break;
        case tag_and_type(17, kVarint): scale_.granularity_ = m.get_int32(); break;
        case tag_and_type(19, kVarint): scale_.lat_offset_ = m.get_int64(); break;
        case tag_and_type(20, kVarint): scale_.lon_offset_ = m.get_int64(); break;
        default: m.skip();
      }
    }
    // The scale may follow the groups that need it.
    for (auto m = message{block.data(), block.size()}; m.next(2, kBytes);) {
      decode_group(view_in(m), to, found);
    }
    return found;
  });
}

void block_decoder::decode_strings(std::string_view const table) {
  for (auto m = message{table.data(), table.size()}; m.next(1, kBytes);) {
    strings_.push_back(view_in(m));
  }
}

void block_decoder::decode_group(std::string_view const group, sinks const& to, kinds_of_entity& found) {
  for (auto m = message{group.data(), group.size()}; m.next();) {
    switch (m.tag_and_type()) {
      case tag_and_type(1, kBytes):
        found.nodes_ = true;
        to.node_ ? decode_node(view_in(m), to) : m.skip();
        break;
      case tag_and_type(2, kBytes):
        found.nodes_ = true;
        to.node_ ? decode_dense(view_in(m), to) : m.skip();
        break;
      case tag_and_type(3, kBytes):
        found.ways_ = true;
        to.way_ ? decode_way(view_in(m), to) : m.skip();
        break;
      case tag_and_type(4, kBytes):
        found.relations_ = true;
        to.relation_ ? decode_relation(view_in(m), to) : m.skip();
        break;
      default: m.skip();
    }
  }
}

void block_decoder::decode_dense(std::string_view const dense, sinks const& to) {
  using deltas = decltype(message{}.get_packed_sint64());
  auto ids = deltas{};
  auto lats = deltas{};
  auto lons = deltas{};
  auto keys_vals = decltype(message{}.get_packed_int32()){};
  for (auto m = message{dense.data(), dense.size()}; m.next();) {
    switch (m.tag_and_type()) {
      case tag_and_type(1, kBytes): ids = m.get_packed_sint64(); break;
      case tag_and_type(8, kBytes): lats = m.get_packed_sint64(); break;
      case tag_and_type(9, kBytes): lons = m.get_packed_sint64(); break;
      case tag_and_type(10, kBytes): keys_vals = m.get_packed_int32(); break;
      default: m.skip();
    }
  }
  auto id = std::int64_t{0};
  auto lat = std::int64_t{0};
  auto lon = std::int64_t{0};
  while (!ids.empty()) {
    id = add(id, next_of(ids));
    lat = add(lat, next_of(lats));
    lon = add(lon, next_of(lons));
    tags_.clear();
    while (!keys_vals.empty()) {  // key, value, key, value, …, 0; nothing at all when no node has a tag
      auto const key = next_of(keys_vals);
      if (key == 0) {
        break;
      }
      tags_.emplace_back(string_at(static_cast<std::uint32_t>(key)),
                         string_at(static_cast<std::uint32_t>(next_of(keys_vals))));
    }
    to.node_(node{id, position_at(lat, lon), tags_});
  }
}

void block_decoder::decode_node(std::string_view const bytes, sinks const& to) {
  auto id = osm_id{0};
  auto lat = std::int64_t{0};
  auto lon = std::int64_t{0};
  auto keys = decltype(message{}.get_packed_uint32()){};
  auto values = keys;
  for (auto m = message{bytes.data(), bytes.size()}; m.next();) {
    switch (m.tag_and_type()) {
      case tag_and_type(1, kVarint): id = m.get_sint64(); break;
      case tag_and_type(2, kBytes): keys = m.get_packed_uint32(); break;
      case tag_and_type(3, kBytes): values = m.get_packed_uint32(); break;
      case tag_and_type(8, kVarint): lat = m.get_sint64(); break;
      case tag_and_type(9, kVarint): lon = m.get_sint64(); break;
      default: m.skip();
    }
  }
  tags_.clear();
  while (!keys.empty()) {
    auto const key = string_at(next_of(keys));
    tags_.emplace_back(key, string_at(next_of(values)));
  }
  to.node_(node{id, position_at(lat, lon), tags_});
}

void block_decoder::decode_way(std::string_view const bytes, sinks const& to) {
  auto id = osm_id{0};
  auto keys = decltype(message{}.get_packed_uint32()){};
  auto values = keys;
  refs_.clear();
  tags_.clear();
  for (auto m = message{bytes.data(), bytes.size()}; m.next();) {
    switch (m.tag_and_type()) {
      case tag_and_type(1, kVarint): id = m.get_int64(); break;
      case tag_and_type(2, kBytes): keys = m.get_packed_uint32(); break;
      case tag_and_type(3, kBytes): values = m.get_packed_uint32(); break;
      case tag_and_type(8, kBytes): {
        auto ref = osm_id{0};
        for (auto const delta : m.get_packed_sint64()) {
          ref = add(ref, delta);
          refs_.push_back(ref);
        }
        break;
      }
      default: m.skip();
    }
  }
  while (!keys.empty()) {
    auto const key = string_at(next_of(keys));
    tags_.emplace_back(key, string_at(next_of(values)));
  }
  to.way_(way{id, refs_, tags_});
}

void block_decoder::decode_relation(std::string_view const bytes, sinks const& to) {
  auto id = osm_id{0};
  auto keys = decltype(message{}.get_packed_uint32()){};
  auto values = keys;
  auto roles = decltype(message{}.get_packed_int32()){};
  auto kinds = roles;
  auto ids = decltype(message{}.get_packed_sint64()){};
  for (auto m = message{bytes.data(), bytes.size()}; m.next();) {
    switch (m.tag_and_type()) {
      case tag_and_type(1, kVarint): id = m.get_int64(); break;
      case tag_and_type(2, kBytes): keys = m.get_packed_uint32(); break;
      case tag_and_type(3, kBytes): values = m.get_packed_uint32(); break;
      case tag_and_type(8, kBytes): roles = m.get_packed_int32(); break;
      case tag_and_type(9, kBytes): ids = m.get_packed_sint64(); break;
      case tag_and_type(10, kBytes): kinds = m.get_packed_int32(); break;
      default: m.skip();
    }
  }
  tags_.clear();
  while (!keys.empty()) {
    auto const key = string_at(next_of(keys));
    tags_.emplace_back(key, string_at(next_of(values)));
  }
  members_.clear();
  auto ref = osm_id{0};
  while (!ids.empty()) {
    ref = add(ref, next_of(ids));
    auto const kind = next_of(kinds);
    if (kind < 0 || kind > 2) {
      throw damage(fmt::format("relation {} has a member of unknown kind {}", id, kind));
    }
    auto const role = string_at(static_cast<std::uint32_t>(next_of(roles)));
    members_.push_back({static_cast<entity_kind>(kind), ref, role});
  }
  to.relation_(relation{id, members_, tags_});
}

std::string_view block_decoder::string_at(std::uint64_t const i) const {
  if (i >= strings_.size()) {
    throw damage(fmt::format("string {} of a table of {} is used", i, strings_.size()));
  }
  return strings_[i];
}

position block_decoder::position_at(std::int64_t const lat, std::int64_t const lon) const {
  auto const lat_e9 = nanodegrees(scale_.lat_offset_, scale_.granularity_, lat);
  auto const lon_e9 = nanodegrees(scale_.lon_offset_, scale_.granularity_, lon);
  if (lat_e9 < -90'000'000'000 || lat_e9 > 90'000'000'000 || lon_e9 < -180'000'000'000 || lon_e9 > 180'000'000'000) {
    throw damage{"a coordinate is outside the world"};
  }
  return {static_cast<std::int32_t>(lat_e9 / 100), static_cast<std::int32_t>(lon_e9 / 100)};
}

result<pbf_origin> decode_header(std::string_view const block) {
  auto unknown = std::string{};
  auto header = guarded([&] {
    auto h = pbf_origin{};
    for (auto m = message{block.data(), block.size()}; m.next();) {
      switch (m.tag_and_type()) {
        case tag_and_type(4, kBytes): {
          auto const feature = view_in(m);
          if (feature != "OsmSchema-V0.6" && feature != "DenseNodes") {
            unknown = feature;
          }
          break;
        }
        case tag_and_type(16, kBytes): h.writing_program_ = view_in(m); break;
        case tag_and_type(17, kBytes): h.source_ = view_in(m); break;
        case tag_and_type(32, kVarint): h.data_from_unix_s_ = m.get_int64(); break;
        default: m.skip();
      }
    }
    return h;
  });
  if (header && unknown == "HistoricalInformation") {
    return invalid("it is a history of all versions; give an extract of one moment");
  }
  if (header && !unknown.empty()) {
    return invalid(fmt::format("it requires the feature \"{}\"; we have OsmSchema-V0.6 and DenseNodes", unknown));
  }
  return header;
}

}  // namespace leeward::roads::osm
