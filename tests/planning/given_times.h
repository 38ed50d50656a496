#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

// A table for each slice of the operation; what touches several is as slow as the slowest, and needs a way in each.
road_times times_in_slices(scenario const&, std::vector<ways> const&);

std::optional<way> find_way(ways const&, std::string const& from, std::string const& to);

}  // namespace leeward::planning
