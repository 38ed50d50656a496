#include "operation/outstanding.h"

#include "operation/custody/awaited.h"
#include "operation/devices/awaited_edits.h"
#include "operation/holds/for_nobody.h"

namespace leeward::operation {

bool is_anything_outstanding(state const& s) {
  return custody::is_somebody_found(s) || devices::is_edit_found(s) || holds::is_any_for_nobody(s);
}

events outstanding(state const& s, context const& now) {
  auto all = custody::facts_found(s, now);
  if (all.empty()) {
    all = devices::edits_found(s, now);
  }
  return all.empty() ? holds::back_from_nobody(s) : all;
}

}  // namespace leeward::operation
