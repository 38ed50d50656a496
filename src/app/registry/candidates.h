#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "base/uuid.h"
#include "operation/context.h"
#include "operation/ids.h"
#include "operation/state.h"
#include "vault/ranking.h"

namespace leeward::app {

// A person whom somebody of a household that is to be registered may be, and why.
struct suspect {
  uuid subject_;
  std::vector<vault::likeness> why_;
};

inline constexpr auto const kMostCandidates = std::size_t{5};

// Whoever is registered in the same go, and is in no state yet.
using in_hand = std::unordered_map<uuid, operation::household_id>;

// The households that these are of, best first, each with a reason that says nothing personal.
std::vector<operation::candidate> candidates_of(operation::state const&, in_hand const&, std::vector<suspect> const&,
                                                operation::household_id const& except);

}  // namespace leeward::app
