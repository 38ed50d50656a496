#pragma once

#include <variant>
#include <vector>

#include "base/time.h"
#include "operation/appeals/events.h"
#include "operation/cases/events.h"
#include "operation/centres/events.h"
#include "operation/custody/events.h"
#include "operation/devices/events.h"
#include "operation/duplicates/events.h"
#include "operation/fleet/events.h"
#include "operation/holds/events.h"
#include "operation/households/events.h"
#include "operation/operations/events.h"
#include "operation/regions/events.h"
#include "operation/trips/events.h"
#include "operation/zones/events.h"

namespace leeward::operation {

// What has happened: a variant of topics, each a small variant of its own.
using event = std::variant<operations::event, zones::event, fleet::event, centres::event, households::event,
                           holds::event, trips::event, custody::event, cases::event, appeals::event, duplicates::event,
                           regions::event, devices::event>;

// In order; all of one command, or none.
using events = std::vector<event>;

}  // namespace leeward::operation
