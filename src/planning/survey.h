#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantities.h"
#include "base/result.h"
#include "planning/model/scenario.h"
#include "planning/road_times.h"
#include "roads/roads.h"

namespace leeward::planning {

struct networks;  // places on the roads of each profile, and these roads in each span

// How a household chooses its pickup point.
struct on_foot {
  std::string household_;
  std::optional<position> from_{};  // nothing: it does not choose
  metres limit_;
};

// Road times with what they were measured from, for whoever keeps an evacuation running.
struct survey {
  road_times times_;
  std::shared_ptr<roads::road_map const> map_;
  std::vector<place> places_;  // by number
  std::vector<on_foot> walkers_;
  std::shared_ptr<networks const> networks_;
};

// One table for each profile and span of slices that a leg may touch, with the span's closures in force together;
// lengths are of routes, found when they are asked for. Walks: by the profile "foot" at 4 km/h, and straight to the
// road and from it. Errors, all at once with their paths in `source`, the scenario's file: a profile that the roads do
// not have, a place more than kSnapLimit from any road, a closure that names no road.
result<survey> survey_roads(scenario const&, std::shared_ptr<roads::road_map const> const&,
                            std::string_view source = "scenario");

// The same answer, from the survey of an earlier scenario on the same roads: what lies where it lay is not looked for
// again, and doors have their old times to their neighbours unless a way there may have passed a road that is slower
// now. It costs what is new.
result<survey> survey_again(scenario const&, survey const& before, std::string_view source = "scenario");

}  // namespace leeward::planning
