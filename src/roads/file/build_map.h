#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "roads/file/road_map.h"

namespace leeward::roads {

struct profile_to_build {
  std::string name_;
  profile_weights_data weights_;
};

struct network_to_build {
  std::string name_;
  road_graph_data graph_;
  std::vector<profile_to_build> profiles_;
};

// What an import hands over. `meta_` without its networks and its box: they are taken from the rest.
struct map_to_build {
  map_meta meta_;
  std::string program_version_;
  std::vector<network_to_build> networks_;
  std::vector<map_place> places_;
  std::string place_strings_{'\0'};
};

// Orders, contracts, customizes and indexes: the map as it would be after a round through its file. Deterministic.
std::shared_ptr<road_map const> build_map(map_to_build, progress const& = {});

}  // namespace leeward::roads
