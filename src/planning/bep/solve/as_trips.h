#pragma once

#include <optional>
#include <span>

#include "planning/bep/instance.h"
#include "planning/bound/bep_bound.h"
#include "planning/trips/problem.h"
#include "planning/trips/solution.h"

namespace leeward::planning {

// The instance as a problem of trips: a vehicle a bus, yard by yard; a load a full bus of a point, point by point; a
// bed a load's place in a shelter.
// Coverage may exceed the demand: where times break the triangle inequality, a trip from a point from which all are
// taken can be a short cut to another; such trips are optional loads.
trips::problem as_trips(bep_instance const&);

// Routes of the instance as a solution of that problem; nothing if they drive more trips than it has loads for, leave a
// load, or are more than the buses of their yard.
std::optional<trips::solution> as_solution(trips::problem const&, std::span<bep_route const>);

}  // namespace leeward::planning
