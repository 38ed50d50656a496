#pragma once

#include <string>
#include <vector>

#include "operation/command.h"
#include "planning/model/scenario.h"

// What a scenario describes, as commands to an operation.
namespace leeward::app {

// Zones, pickup points, depots, vehicles, the shifts of crews, centres with their beds; in the order in which they can
// be given, without the centres named. Households without a zone belong to one that is called "everywhere".
std::vector<operation::command> setting_of(planning::scenario const&,
                                           std::vector<std::string> const& less_centres = {});

// The household as it would be registered by whoever takes its appeal.
operation::households::registered registration_of(planning::household const&, operation::households::origin);

}  // namespace leeward::app
