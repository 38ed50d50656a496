#pragma once

#include "planning/problem.h"

// The parts of a problem that take more than copying.
namespace leeward::planning {

// Those on their way: where their vehicles go on, which beds are theirs.
void add_begun(problem&);

// Those who wait, in parties, with their places to board; and what a person has decided for them.
void add_parties(problem&);

}  // namespace leeward::planning
