#pragma once

#include <set>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "operation/ids.h"
#include "operation/state.h"
#include "simulation/phone.h"
#include "simulation/properties.h"

namespace leeward::simulation {

// What waits on these phones leads to the same in whatever order it comes, as long as each phone's own is kept. Without
// edits of the households that a desk has merged meanwhile: what a device told of one it told of the other, so that
// whether it may speak of them once they are two again depends on what others told.
violation any_order_is_the_same(operation::state const&, std::vector<phone const*> const&,
                                std::set<operation::household_id> const& left_out, instant now, random_source&);

}  // namespace leeward::simulation
