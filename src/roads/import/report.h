#pragma once

#include <vector>

#include "roads/import/collect.h"
#include "roads/import/draft.h"
#include "roads/import/import.h"

namespace leeward::roads {

// What each profile of a network keeps and what is cut off from it, with the biggest islands and where they are.
void report_profiles(collected const&, draft const&, network_profiles const&, std::vector<profile_mask> const& usable,
                     import_report&);

}  // namespace leeward::roads
