#pragma once

#include <vector>

#include "roads/import/collect.h"
#include "roads/import/draft.h"
#include "roads/import/import.h"
#include "roads/import/turns.h"

namespace leeward::roads {

// The final arrays of a network: what some profile may use, renumbered. `usable` is who may use each edge of the draft.
network assemble(collected const&, draft const&, tag_sets const&, network_profiles const&, turn_table const&,
                 std::vector<profile_mask> const& usable, bool drives_on_left);

}  // namespace leeward::roads
