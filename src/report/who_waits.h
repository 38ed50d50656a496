#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/quantities.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::report {

// Persons by the place where they wait before anybody sets out: where the plan has them board; whom it does not serve,
// at their door or their point. Under the empty name those for whom there is none: they choose, and nobody comes.
std::map<std::string, persons, std::less<>> waiting_by_place(planning::scenario const&, planning::plan const&);

}  // namespace leeward::report
