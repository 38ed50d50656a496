#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/quantities.h"
#include "roads/roads.h"

// Where things can be on a map: what the scenario maker needs to know of it.
namespace leeward::planning {

struct settlement {
  std::string name_;
  position where_;
  std::int64_t people_{0};  // a weight: inhabitants where the map knows them
};

struct spot {
  position where_;
  std::string name_;  // of the road, may be empty
};

struct ground {
  std::vector<settlement> settlements_;                   // the biggest first
  std::function<std::optional<spot>(position)> on_road_;  // the nearest place that coaches can use, if one is near
};

// The map's own places; where it names hardly any, parts of the map with many metres of streets, named by the busiest
// of them.
ground ground_of(std::shared_ptr<roads::road_map const> const&, roads::profile_id coach);

}  // namespace leeward::planning
