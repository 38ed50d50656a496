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

// The command in what is asked, also of a device's operation; none: there is none that could be read.
operation::command* command_in(ledger::asked&);

// Writes each subject's version where what is asked has a place for it. Refused: it is a registration, a description or
// an appeal, and speaks of somebody else.
operation::check name_versions(ledger::asked&, std::map<uuid, next_version> const&);

}  // namespace leeward::app
