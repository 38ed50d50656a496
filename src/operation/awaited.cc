#include "operation/awaited.h"

#include "operation/custody/awaited.h"
#include "operation/devices/awaited_edits.h"

namespace leeward::operation {

bool is_awaited_told(state const& s) { return custody::is_somebody_found(s) || devices::is_edit_found(s); }

events awaited_told(state const& s, context const& now) {
  auto facts = custody::facts_found(s, now);
  return facts.empty() ? devices::edits_found(s, now) : facts;
}

}  // namespace leeward::operation
