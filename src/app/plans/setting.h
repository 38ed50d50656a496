#pragma once

#include <vector>

#include "operation/command.h"
#include "planning/model/scenario.h"

// What a scenario describes, as commands to an operation.
namespace leeward::app {

// Zones, pickup points, depots, vehicles, the shifts of crews, centres with their beds; in the order in which they can
// be given. Households without a zone belong to one that is called "everywhere".
std::vector<operation::command> setting_of(planning::scenario const&);

// The household as it would be registered by whoever takes its appeal.
operation::households::registered registration_of(planning::household const&, operation::households::origin);

}  // namespace leeward::app
