#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "operation/context.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/place.h"
#include "operation/state.h"

// Everyone is accounted for.
namespace leeward::operation {

// One person: where, the last evidence, and the case if there was none for too long.
struct account {
  person_id person_;
  household_id household_;
  place place_{place::kWaiting};
  instant since_;
  std::optional<custody::sighting> last_;
  std::optional<instant> due_;
  std::optional<case_id> case_;
};

account account_of(state const&, person_row);

// Everybody whose limit has ended by then, with or without a case, in the order of their rows.
std::vector<person_row> not_accounted_for(state const&, instant now);

// What the clock brings: at most kMostAtOnce cases are opened, and as many settled; call again for more.
inline constexpr auto const kMostCasesAtOnce = std::size_t{500};
events cases_by_clock(state const&, context const&);

}  // namespace leeward::operation
