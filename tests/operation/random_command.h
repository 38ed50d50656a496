#pragma once

#include "base/random.h"
#include "operation/command.h"
#include "operation/running.h"

// Commands as they could come, right and wrong, in a world that is small enough for them to meet.
namespace leeward::operation {

// 14 of 16 are of the kinds that move people and name mostly what is there; the others are of any kind, with any
// content.
command random_command(random_source&, running const&);

// begun(), with a third centre "gym" (3 general beds), a fourth, smaller bus and crew, a second zone and point, and 8
// households of 1 to 4 people with needs.
running small_world(random_source&);

}  // namespace leeward::operation
