#pragma once

#include <map>
#include <string>
#include <utility>

#include "planning/model/scenario.h"
#include "planning/road_times.h"

// Roads that are a table, for tests that need none.
namespace leeward::planning {

struct way {
  seconds driving_;
  metres length_;
};

// Both directions of each pair; no way between other pairs.
using ways = std::map<std::pair<std::string, std::string>, way>;

road_times times_from(scenario const&, ways const&);

}  // namespace leeward::planning
