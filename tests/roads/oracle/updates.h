#pragma once

#include "roads/file/road_map.h"

namespace leeward::roads::oracle {

// On every profile: the stored metric is a full customization of the open map, and one brought up to date through
// random closures and reopenings, few and many, is arc by arc what a full customization gives.
void expect_updates_to_equal_full_runs(road_map const&);

}  // namespace leeward::roads::oracle
