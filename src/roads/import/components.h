#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/quantities.h"
#include "roads/import/draft.h"
#include "roads/import/turns.h"

namespace leeward::roads {

// Decides for each profile where it may turn back, and which edges it can both reach and leave.
//
// One may turn back at a dead end: where every other way on is closed to the profile, or leads out of the map with no
// way to return (a oneway cut by the edge of an extract). Of what is connected then, the largest part by length stays,
// and parts of at least `keep_islands_from` metres.
//
// Returns [edge] who may use it. Turns back that are not at dead ends lose their profiles in the table.
std::vector<profile_mask> settle(draft const&, network_profiles const&, std::optional<metres> keep_islands_from,
                                 turn_table&);

}  // namespace leeward::roads
