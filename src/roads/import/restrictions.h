#pragma once

#include <cstdint>
#include <vector>

#include "roads/import/collect.h"
#include "roads/import/draft.h"

namespace leeward::roads {

// A sequence of edges that may not be driven one after the other: two for a restriction at a node, more over ways.
struct forbidden_path {
  std::vector<std::uint32_t> edges_;
  profile_mask for_{0};
};

// The turn restrictions of the file as paths of this network. "Only" ones become all the paths that leave the one
// allowed: having come from their first road one may go nowhere but along it.
std::vector<forbidden_path> resolve_restrictions(collected const&, draft const&, network_profiles const&,
                                                 import_report&);

}  // namespace leeward::roads
