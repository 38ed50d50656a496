#pragma once

#include "operation/cases/events.h"
#include "operation/state.h"

namespace leeward::operation::duplicates {

// Which pairs wait for a verdict, whoever opened the case.
void follow(operation::state&, cases::opened const&);
void follow(operation::state&, cases::settled const&);

}  // namespace leeward::operation::duplicates
