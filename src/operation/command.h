#pragma once

#include <variant>

#include "operation/appeals/commands.h"
#include "operation/cases/commands.h"
#include "operation/centres/commands.h"
#include "operation/custody/commands.h"
#include "operation/devices/commands.h"
#include "operation/duplicates/commands.h"
#include "operation/fleet/commands.h"
#include "operation/holds/commands.h"
#include "operation/households/commands.h"
#include "operation/operations/commands.h"
#include "operation/regions/commands.h"
#include "operation/trips/commands.h"
#include "operation/zones/commands.h"

namespace leeward::operation {

// What somebody asks for.
using command = std::variant<operations::command, zones::command, fleet::command, centres::command, households::command,
                             holds::command, trips::command, custody::command, cases::command, appeals::command,
                             duplicates::command, regions::command, devices::command>;

}  // namespace leeward::operation
