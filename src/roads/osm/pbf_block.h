#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "roads/osm/osm.h"
#include "roads/osm/pbf_reader.h"

// The two protobuf messages inside the blobs of a PBF file. Malformed bytes end in an error, never in an exception.
namespace leeward::roads::osm {

struct kinds_of_entity {
  bool nodes_{false};
  bool ways_{false};
  bool relations_{false};
};

// Decodes one PrimitiveBlock after the other; keeps its scratch memory between calls.
class block_decoder {
public:
  // Returns which kinds the block holds, whether or not anyone wanted them.
  result<kinds_of_entity> decode(std::string_view block, sinks const&);

private:
  struct scale {
    std::int64_t granularity_{100};
    std::int64_t lat_offset_{0};
    std::int64_t lon_offset_{0};
  };

  void decode_strings(std::string_view);
  void decode_group(std::string_view, sinks const&, kinds_of_entity&);
  void decode_dense(std::string_view, sinks const&);
  void decode_node(std::string_view, sinks const&);
  void decode_way(std::string_view, sinks const&);
  void decode_relation(std::string_view, sinks const&);
  std::string_view string_at(std::uint64_t) const;
  position position_at(std::int64_t lat, std::int64_t lon) const;

  scale scale_;
  std::vector<std::string_view> strings_;
  std::vector<tag> tags_;
  std::vector<osm_id> refs_;
  std::vector<member> members_;
};

// The HeaderBlock; refuses required features that we do not have, by name.
result<pbf_origin> decode_header(std::string_view block);

}  // namespace leeward::roads::osm
