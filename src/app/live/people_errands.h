#pragma once

#include "app/live/errand.h"
#include "base/result.h"

namespace leeward::app {

// Those about people.
result<void> run_people_errand(errand const&, at_hand const&, each_line const&);

}  // namespace leeward::app
