#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planning/aims.h"
#include "planning/drive_script.h"

namespace leeward::planning::exact {

struct best_plan {
  aims aims_;
  std::optional<driven_script> better_{};  // than the known one; nothing: that is the best
};

// The best plan of a small scenario (ideal_day.h), if it can be found and proved within a fixed number of steps:
//   - no plan that the judge accepts serves more weight; of those that serve as much none has less waiting, of those
//     none is done earlier, and of those none has more people in the own region;
//   - where the roads are the same all the time, of those in turn none that drives each of its ways as quickly as it
//     can be driven has fewer kilometres.
// The same for the same scenario and known plan. Nothing is said of a scenario that is too large, of which something
// has begun, or whose best ideal day cannot be driven as well on paper: vehicles would have to wait for one another.
std::optional<best_plan> find_best(problem const&, std::vector<household_id> const& all, solution const& known,
                                   std::uint64_t seed);

}  // namespace leeward::planning::exact
