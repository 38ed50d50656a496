#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/random.h"
#include "roads/closures/closure.h"
#include "roads/file/road_map.h"
#include "roads/route/place_on_road.h"

namespace leeward::roads::oracle {

// Somewhere along a road that the profile may use on the open map, for either or one direction.
place_on_road random_place(random_source&, road_map const&, profile_id);

// By way, by area or by point; closed or slow; one direction or both; all vehicles or this one.
closure random_closure(random_source&, road_map const&, profile_id, std::string id);

}  // namespace leeward::roads::oracle
