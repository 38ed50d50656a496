#pragma once

#include "app/live/errand.h"
#include "base/result.h"

namespace leeward::app {

// Those about field devices, and any command that is asked.
result<void> run_device_errand(errand const&, at_hand const&, each_line const&);

}  // namespace leeward::app
