#pragma once

#include <optional>

#include "base/random.h"
#include "operation/running.h"
#include "simulation/message.h"

namespace leeward::simulation {

// What is asked seldom: of the offer, other regions, points, rooms and queues. None: it found nothing to ask it of.
std::optional<question> what_a_coordinator_asks(random_source&, operation::running const& screen);

}  // namespace leeward::simulation
