#include "operation/custody/seen_at_point.h"

#include <utility>

#include "operation/people.h"

namespace leeward::operation::custody {

void confirm_at_point(operation::state const& s, std::vector<person_row> const& people, context const& now,
                      events& all) {
  auto seen =
      households::confirmed{.batch_ = now.fresh<batch_id>(1), .by_ = households::origin::kAtPoint, .households_ = {}};
  for (auto const& [h, of] : by_household(s, people)) {
    if (!s.households_.households_.at(h).confirmed_) {
      seen.households_.push_back(s.households_.households_.at(h).id_);
    }
  }
  if (!seen.households_.empty()) {
    all.emplace_back(std::move(seen));
  }
}

}  // namespace leeward::operation::custody
