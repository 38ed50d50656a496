#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/quantities.h"
#include "base/result.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "roads/closures/closure.h"
#include "roads/roads.h"

namespace leeward::report {

struct busy_road {
  bool is_bridge_{true};
  std::string name_;                // of the road, or its reference; may be empty
  std::vector<std::int64_t> ways_;  // of OpenStreetMap: both carriageways
  std::int64_t trips_{0};           // that drive over it with people on board
  persons persons_;
};

// The bridge that carries most people of a plan, by the routes that it drives; where no bridge carries anybody, the way
// that carries most. Ways of one name within a few hundred metres are one bridge. Nothing if nobody travels.
result<std::optional<busy_road>> busiest_road(std::shared_ptr<roads::road_map const> const&, planning::scenario const&,
                                              planning::plan const&);

// What closes it in both directions for everybody, from now on.
roads::closure closing(busy_road const&);

}  // namespace leeward::report
