#pragma once

#include <string>

#include "planning/bep/instance.h"
#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

namespace leeward::planning {

// The instance as a problem of trips: a vehicle a bus, yard by yard; a load a full bus of a point, point by point; a
// bed a load's place in a shelter.
// Coverage may exceed the demand: where times break the triangle inequality, a trip from a point from which all are
// taken can be a short cut to another; such trips are optional loads.
trips::problem as_trips(bep_instance const&);

}  // namespace leeward::planning
