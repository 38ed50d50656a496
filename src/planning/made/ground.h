#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/result.h"
#include "roads/roads.h"

// Where things can be on a map: what the scenario maker needs to know of it.
namespace leeward::planning {

struct settlement {
  std::string name_;
  position where_;
  std::int64_t people_{0};  // a weight: inhabitants where the map knows them
  std::string kind_{};      // OpenStreetMap's value of "place", where the map names it
};

struct spot {
  position where_;
  std::string name_;  // of the road, may be empty
};

struct home {
  position where_;
  metres walk_;  // to the point, by the roads' own measure
};

struct way {
  metres length_;
  seconds driving_;
};

struct ground {
  std::vector<settlement> settlements_;  // the biggest first
  // The nearest place that coaches can use, if one is near.
  std::function<std::optional<spot>(position)> on_road_;
  // Of these spots those that lie on a way for people on foot, from which they get to the point; the shortest first.
  std::function<std::vector<home>(position point, std::span<position const>)> homes_;
  // By coach.
  std::function<std::optional<way>(position from, position to)> drive_;
};

// The map's own places; where it names hardly any, parts of the map with many metres of streets, named by the busiest
// of them. Errors: no profile "coach" or "foot".
result<ground> ground_of(std::shared_ptr<roads::road_map const> const&);

}  // namespace leeward::planning
