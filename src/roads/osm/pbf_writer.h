#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/geo.h"
#include "roads/osm/osm.h"

namespace leeward::roads::osm {

struct bounding_box {
  position south_west_;
  position north_east_;
};

struct pbf_header {
  std::string source_;  // where the data comes from, and under which licence
  std::optional<bounding_box> box_{};
};

// Writes OpenStreetMap PBF (https://wiki.openstreetmap.org/wiki/PBF_Format): dense nodes, zlib, at most 8,000 entities
// of one kind a block. Entities come as nodes, then ways, then relations, each by ascending id; the header says so.
// The same calls give the same bytes (for one version of zlib).
class pbf_writer {
public:
  using sink = std::function<void(std::string_view)>;

  pbf_writer(pbf_header const&, sink);

  void add(node const&);
  void add(way const&);
  void add(relation const&);

  // Writes the last block. Nothing may be added after it.
  void finish();

private:
  struct dense_nodes {
    std::vector<std::int64_t> ids_, lats_, lons_;  // differences
    std::vector<std::int32_t> keys_values_;
    bool any_tag_{false};
    node last_;
  };

  void start(entity_kind, osm_id);
  void flush();
  std::uint32_t text(std::string_view);
  void add_tags(tags, std::string& message);

  sink sink_;
  entity_kind kind_{entity_kind::kNode};
  std::optional<osm_id> last_id_;
  std::size_t count_{0};
  dense_nodes dense_;
  std::string group_;
  std::vector<std::string> strings_;
  std::unordered_map<std::string, std::uint32_t> string_index_;
};

}  // namespace leeward::roads::osm
