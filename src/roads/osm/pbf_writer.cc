#include "roads/osm/pbf_writer.h"

#include <array>
#include <utility>

#include <protozero/pbf_writer.hpp>
#include <zlib.h>

#include "base/ensure.h"

namespace leeward::roads::osm {

namespace {

constexpr auto const kMaxEntities = std::size_t{8000};
constexpr auto const kMaxGroupBytes = std::size_t{8} << 20;  // the format allows 32 MiB a block
constexpr auto const kNanodegrees = std::int64_t{100};       // in a unit of `position`

// Field numbers of fileformat.proto and osmformat.proto.
namespace field {
enum blob_header : protozero::pbf_tag_type { kType = 1, kDataSize = 3 };
enum blob : protozero::pbf_tag_type { kRawSize = 2, kZlibData = 3 };
enum header : protozero::pbf_tag_type { kBox = 1, kRequired = 4, kOptional = 5, kProgram = 16, kSource = 17 };
enum box : protozero::pbf_tag_type { kLeft = 1, kRight = 2, kTop = 3, kBottom = 4 };
enum block : protozero::pbf_tag_type { kStringTable = 1, kGroup = 2 };
enum string_table : protozero::pbf_tag_type { kString = 1 };
enum group : protozero::pbf_tag_type { kDense = 2, kWay = 3, kRelation = 4 };
enum dense : protozero::pbf_tag_type { kDenseIds = 1, kLats = 8, kLons = 9, kKeysValues = 10 };
enum entity : protozero::pbf_tag_type { kId = 1, kKeys = 2, kValues = 3, kRefs = 8 };
enum relation : protozero::pbf_tag_type { kRoles = 8, kMembers = 9, kTypes = 10 };
}  // namespace field

std::string deflated(std::string const& raw) {
  auto size = compressBound(static_cast<uLong>(raw.size()));
  auto packed = std::string(size, '\0');
  auto const rc = compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<Bytef const*>(raw.data()),
                            static_cast<uLong>(raw.size()), Z_DEFAULT_COMPRESSION);
  ensure(rc == Z_OK, "zlib compresses what fits its own bound");
  packed.resize(size);
  return packed;
}

// A blob: length of its header, its header, itself.
void write_blob(std::string_view const type, std::string const& raw, pbf_writer::sink const& sink) {
  auto blob = std::string{};
  auto b = protozero::pbf_writer{blob};
  b.add_int32(field::kRawSize, static_cast<std::int32_t>(raw.size()));
  b.add_bytes(field::kZlibData, deflated(raw));

  auto header = std::string{};
  auto h = protozero::pbf_writer{header};
  h.add_string(field::kType, type.data(), type.size());
  h.add_int32(field::kDataSize, static_cast<std::int32_t>(blob.size()));

  auto const n = static_cast<std::uint32_t>(header.size());
  auto const big_endian = std::array{static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
                                     static_cast<char>(n)};
  sink(std::string_view{big_endian.data(), big_endian.size()});
  sink(header);
  sink(blob);
}

std::string encode_header(pbf_header const& what) {
  auto raw = std::string{};
  auto h = protozero::pbf_writer{raw};
  if (what.box_) {
    auto b = protozero::pbf_writer{h, field::kBox};
    b.add_sint64(field::kLeft, what.box_->south_west_.lon_e7_ * kNanodegrees);
    b.add_sint64(field::kRight, what.box_->north_east_.lon_e7_ * kNanodegrees);
    b.add_sint64(field::kTop, what.box_->north_east_.lat_e7_ * kNanodegrees);
    b.add_sint64(field::kBottom, what.box_->south_west_.lat_e7_ * kNanodegrees);
  }
  h.add_string(field::kRequired, "OsmSchema-V0.6");
  h.add_string(field::kRequired, "DenseNodes");
  h.add_string(field::kOptional, "Sort.Type_then_ID");
  h.add_string(field::kProgram, "leeward");
  h.add_string(field::kSource, what.source_);
  return raw;
}

template <typename T>
std::vector<T> differences(std::vector<T> values) {
  auto last = T{0};
  for (auto& v : values) {
    v = v - std::exchange(last, v);
  }
  return values;
}

}  // namespace

pbf_writer::pbf_writer(pbf_header const& header, sink s) : sink_{std::move(s)}, strings_(1) {
  write_blob("OSMHeader", encode_header(header), sink_);
}

void pbf_writer::start(entity_kind const kind, osm_id const id) {
  if (kind != kind_) {
    ensure(kind > kind_, "nodes before ways before relations");
    flush();
    kind_ = kind;
    last_id_.reset();
  }
  ensure(!last_id_ || *last_id_ < id, "ids ascend");
  last_id_ = id;
  if (count_ == kMaxEntities || group_.size() > kMaxGroupBytes) {
    flush();
  }
  ++count_;
}

std::uint32_t pbf_writer::text(std::string_view const s) {
  auto const [it, fresh] = string_index_.try_emplace(std::string{s}, static_cast<std::uint32_t>(strings_.size()));
  if (fresh) {
    strings_.emplace_back(s);
  }
  return it->second;
}

void pbf_writer::add(node const& n) {
  start(entity_kind::kNode, n.id_);
  auto& d = dense_;
  d.ids_.push_back(n.id_ - d.last_.id_);
  d.lats_.push_back(std::int64_t{n.where_.lat_e7_} - d.last_.where_.lat_e7_);
  d.lons_.push_back(std::int64_t{n.where_.lon_e7_} - d.last_.where_.lon_e7_);
  for (auto const& [key, value] : n.tags_) {
    d.keys_values_.push_back(static_cast<std::int32_t>(text(key)));
    d.keys_values_.push_back(static_cast<std::int32_t>(text(value)));
    d.any_tag_ = true;
  }
  d.keys_values_.push_back(0);
  d.last_ = {n.id_, n.where_, {}};
}

void pbf_writer::add_tags(tags const ts, std::string& message) {
  if (ts.empty()) {
    return;
  }
  auto keys = std::vector<std::uint32_t>{};
  auto values = std::vector<std::uint32_t>{};
  for (auto const& [key, value] : ts) {
    keys.push_back(text(key));
    values.push_back(text(value));
  }
  auto m = protozero::pbf_writer{message};
  m.add_packed_uint32(field::kKeys, keys.begin(), keys.end());
  m.add_packed_uint32(field::kValues, values.begin(), values.end());
}

void pbf_writer::add(way const& w) {
  start(entity_kind::kWay, w.id_);
  auto message = std::string{};
  auto m = protozero::pbf_writer{message};
  m.add_int64(field::kId, w.id_);
  add_tags(w.tags_, message);
  auto const refs = differences(std::vector<osm_id>{w.nodes_.begin(), w.nodes_.end()});
  m.add_packed_sint64(field::kRefs, refs.begin(), refs.end());
  protozero::pbf_writer{group_}.add_message(field::kWay, message);
}

void pbf_writer::add(relation const& r) {
  start(entity_kind::kRelation, r.id_);
  auto message = std::string{};
  auto m = protozero::pbf_writer{message};
  m.add_int64(field::kId, r.id_);
  add_tags(r.tags_, message);
  auto roles = std::vector<std::int32_t>{};
  auto types = std::vector<std::int32_t>{};
  auto ids = std::vector<osm_id>{};
  for (auto const& x : r.members_) {
    roles.push_back(static_cast<std::int32_t>(text(x.role_)));
    types.push_back(static_cast<std::int32_t>(x.kind_));
    ids.push_back(x.id_);
  }
  ids = differences(std::move(ids));
  m.add_packed_int32(field::kRoles, roles.begin(), roles.end());
  m.add_packed_sint64(field::kMembers, ids.begin(), ids.end());
  m.add_packed_enum(field::kTypes, types.begin(), types.end());
  protozero::pbf_writer{group_}.add_message(field::kRelation, message);
}

void pbf_writer::flush() {
  if (count_ == 0) {
    return;
  }
  if (kind_ == entity_kind::kNode) {
    auto g = protozero::pbf_writer{group_};
    auto m = protozero::pbf_writer{g, field::kDense};
    m.add_packed_sint64(field::kDenseIds, dense_.ids_.begin(), dense_.ids_.end());
    m.add_packed_sint64(field::kLats, dense_.lats_.begin(), dense_.lats_.end());
    m.add_packed_sint64(field::kLons, dense_.lons_.begin(), dense_.lons_.end());
    if (dense_.any_tag_) {
      m.add_packed_int32(field::kKeysValues, dense_.keys_values_.begin(), dense_.keys_values_.end());
    }
  }
  auto raw = std::string{};
  {
    auto block = protozero::pbf_writer{raw};
    {
      auto table = protozero::pbf_writer{block, field::kStringTable};
      for (auto const& s : strings_) {
        table.add_string(field::kString, s);
      }
    }
    block.add_message(field::kGroup, group_);
  }
  write_blob("OSMData", raw, sink_);
  count_ = 0;
  dense_ = {};
  group_.clear();
  strings_.assign(1, {});  // the first stands for no string
  string_index_.clear();
}

void pbf_writer::finish() { flush(); }

}  // namespace leeward::roads::osm
