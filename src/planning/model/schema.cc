#include "base/json/schema.h"

#include "planning/model/plan.h"
#include "planning/model/scenario_file.h"

namespace leeward::planning {

std::string scenario_schema() { return json::schema<scenario>("Leeward scenario") + "\n"; }

std::string plan_schema() { return json::schema<plan>("Leeward plan") + "\n"; }

}  // namespace leeward::planning
