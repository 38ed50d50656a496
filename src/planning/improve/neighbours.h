#pragma once

#include <optional>
#include <vector>

#include "base/random.h"
#include "planning/improve/state.h"

namespace leeward::planning::improve {

// Where a vehicle with that load would come in: after the first `index_` trips.
struct gap {
  trips::vehicle_id vehicle_;
  std::size_t index_{0};
};

// Chances of what is near, so that most of the moves tried are not absurd.
class neighbours {
public:
  explicit neighbours(trips::problem const&);

  // A centre from which the way to the point is short, or to which it is; any centre at times.
  trips::centre_id centre_before(trips::point_id, random_source&) const;
  trips::centre_id centre_after(trips::point_id, random_source&) const;

  // A load that is served.
  std::optional<trips::load_id> any(state const&, random_source&) const;

  // A gap after a centre near the load's point, or the beginning of a route.
  gap gap_for(state const&, trips::load_id, random_source&) const;

  // A served load other than this, in a centre near the load's point.
  std::optional<trips::load_id> with_centre_for(state const&, trips::load_id, random_source&) const;

private:
  std::vector<std::vector<trips::centre_id>> before_;  // [points] nearest first
  std::vector<std::vector<trips::centre_id>> after_;
};

}  // namespace leeward::planning::improve
