#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "roads/import/import.h"
#include "roads/osm/osm.h"

namespace leeward::roads::test {

using tag_list = std::vector<std::pair<std::string, std::string>>;

// A few lines of OpenStreetMap drawn by hand, in metres east and north of a corner of the equator. It is itself a
// source of entities, handed over in the order in which they were drawn.
class snippet {
public:
  snippet& node(osm::osm_id, double east_m, double north_m, tag_list const& = {});
  snippet& way(osm::osm_id, std::vector<osm::osm_id> nodes, tag_list const&);
  // Members as "from 1", "via node 2", "via 3", "to 4": ways unless it says node.
  snippet& restriction(osm::osm_id, std::vector<std::string> const& members, tag_list const&);

  result<void> replay(osm::sinks const&) const;

  std::map<osm::osm_id, position> where_;

private:
  struct entity {
    osm::entity_kind kind_{osm::entity_kind::kNode};
    osm::osm_id id_{0};
    position at_;
    std::vector<osm::osm_id> nodes_;
    std::vector<std::pair<osm::osm_id, std::string>> members_;
    std::vector<osm::entity_kind> member_kinds_;
    tag_list tags_;
  };

  std::deque<entity> entities_;
};

// Everything, islands too, so that a rule can be seen alone; in Germany (right-hand traffic).
import_options everything();

// The import of a snippet, asked by the names of its nodes.
class drawn {
public:
  explicit drawn(snippet const&, import_options const& = everything());

  // The time for driving exactly along these nodes, the first and last of them junctions; nothing where the profile may
  // not, or where the map has no such road.
  std::optional<weight> time(std::string const& profile, std::vector<osm::osm_id> const& nodes) const;
  bool drives(std::string const& profile, std::vector<osm::osm_id> const& nodes) const {
    return time(profile, nodes).has_value();
  }

  // Least time between two junctions by any way.
  std::optional<weight> fastest(std::string const& profile, osm::osm_id from, osm::osm_id to) const;

  bool is_junction(std::string const& network, osm::osm_id) const;
  road const* road_of(std::string const& network, osm::osm_id way) const;
  std::string text_of(std::string const& network, std::uint32_t offset) const;
  network const& net(std::string const& name) const;

  std::map<osm::osm_id, position> where_;
  imported map_;

private:
  std::pair<network const*, profile_weights_data const*> find(std::string const& profile) const;
};

}  // namespace leeward::roads::test
