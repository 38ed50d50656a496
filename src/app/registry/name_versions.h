#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/uuid.h"
#include "ledger/request.h"
#include "operation/households/events.h"
#include "operation/refusal.h"

namespace leeward::app {

// What of a subject will be kept with what is asked.
struct next_version {
  std::uint32_t version_{0};
  std::vector<operation::households::detail> other_{};  // than in the version before
};

// Writes each subject's version where what is asked has a place for it. Refused: it is a registration, a description or
// an appeal, and speaks of somebody else.
operation::check name_versions(ledger::asked&, std::map<uuid, next_version> const&);

}  // namespace leeward::app
