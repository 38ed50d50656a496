#pragma once

#include "app/live/errand.h"
#include "base/result.h"

namespace leeward::app {

// Beside its place first, and under its name only when it is whole and on the disk.
result<void> run_backup(errand const&, at_hand const&, each_line const&);

}  // namespace leeward::app
