#pragma once

#include "roads/region_maker/settlement.h"

namespace leeward::roads::made {

// Streets that may cross the river get a bridge from bank to bank; the others end before it.
void cross_river(world&);

}  // namespace leeward::roads::made
