#include <utility>
#include <variant>

#include "operation/holds/rules.h"
#include "operation/known.h"
#include "operation/people.h"

namespace leeward::operation::holds {

namespace {

tl::expected<household_row, refusal> with_hold(operation::state const& s, household_id const& id) {
  return known(s.households_.households_, id, "a household", "household")
      .and_then([&](household_row const h) -> tl::expected<household_row, refusal> {
        if (!s.holds_.of_[h.v_]) {
          return refuse(refusal_code::kWrongState, "No bed is held for this household.", "household",
                        "a household with a hold");
        }
        return h;
      });
}

}  // namespace

decision decide(operation::state const& s, ask_for<extended> const& c, context const& now) {
  return with_hold(s, c.what_.household_).and_then([&](household_row) -> decision {
    if (c.what_.until_ <= now.now_) {
      return refuse(refusal_code::kInvalid, "A hold cannot end in the past: release it instead.", "until",
                    "a time after now, " + to_string(now.now_));
    }
    return events{c.what_};
  });
}

decision decide(operation::state const& s, release_hold const& c, context const&) {
  return with_hold(s, c.household_).and_then([&](household_row const h) -> decision {
    if (!s.holds_.of_[h.v_]->trip_.is_none()) {
      return refuse(refusal_code::kWrongState, "The household is on a trip: its bed goes with it.", "household",
                    "a household that waits without a trip");
    }
    return events{released{c.household_, release::kOverridden}};
  });
}

}  // namespace leeward::operation::holds
