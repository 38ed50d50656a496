#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/result.h"
#include "roads/import/import.h"
#include "roads/import/string_pool.h"
#include "roads/import/tag_sets.h"
#include "roads/osm/osm.h"
#include "roads/osm/pbf_reader.h"
#include "roads/profiles/profile.h"

// Everything of an extract that has to do with roads, in two passes: ways and relations, then the nodes that they name.
// Memory grows with the roads, never with the highest id.
namespace leeward::roads {

// One bit for each profile of the import.
using profile_mask = std::uint16_t;

using node_index = std::uint32_t;
inline constexpr std::uint32_t kNoIndex = 0xFFFF'FFFFU;

struct collected_way {
  osm::osm_id id_{0};
  std::uint32_t first_node_{0};  // in way_nodes_, up to the next way's
  tag_set_id tags_{0};
  std::uint32_t name_{0};  // in names_
  std::uint32_t name_en_{0};
  std::uint32_t ref_{0};
  std::uint32_t destination_{0};
};

enum class manoeuvre : std::uint8_t { kLeft, kRight, kStraight, kUTurn, kEntry, kExit };

// A turn restriction as mapped: it forbids, or it alone is allowed.
struct restriction {
  osm::osm_id id_{0};
  manoeuvre what_{manoeuvre::kEntry};
  bool only_{false};
  profile_mask for_{0};
  std::vector<osm::osm_id> from_;
  std::vector<osm::osm_id> to_;
  std::vector<osm::osm_id> via_ways_;
  osm::osm_id via_node_{0};
};

struct collected {
  std::vector<collected_way> ways_;  // one more: a sentinel
  std::vector<node_index> way_nodes_;
  std::vector<osm::osm_id> node_ids_;  // ascending
  std::vector<position> where_;
  std::vector<bool> found_;
  std::vector<std::pair<node_index, tag_set_id>> node_tags_;  // of those that some rule may read; by node
  std::vector<restriction> restrictions_;
  std::vector<place_name> places_;
  string_pool names_;
  std::map<std::string, std::uint64_t> zone_votes_;  // by country code
  std::map<std::string, std::uint64_t> address_votes_;
};

// Counts what it meets in the report.
result<collected> collect(osm::entity_source const&, std::vector<profile> const&, tag_sets&, import_report&);

// What a restriction relation says, one entry for each kind of vehicle that it names. Broken ones are counted.
void read_restriction(osm::relation const&, std::vector<profile> const&, std::vector<restriction>&, import_report&);

}  // namespace leeward::roads
