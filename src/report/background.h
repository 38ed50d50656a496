#pragma once

#include <optional>

#include "base/result.h"
#include "report/page_data.h"
#include "report/report.h"
#include "report/road_picture.h"
#include "roads/file/road_map.h"

namespace leeward::report {

// The roads that the scenario's vehicles use. Errors: they use two networks of the map.
result<roads::map_network const*> network_for(roads::road_map const&, planning::scenario const&);

// What lies under the plans: roads, names of places, and the closures of each plan.
// Errors: a closure of a road that is not there.
result<void> add_background(page_data&, box shown, roads::road_map const&, roads::map_network const&,
                            planned const& now, std::optional<planned> const& before);

}  // namespace leeward::report
