#include "operation/holds/beds_held.h"

#include <algorithm>

#include "operation/people.h"

namespace leeward::operation::holds {

namespace {

bool needs_bed_still(place const p) { return p <= place::kArrived; }

}  // namespace

beds beds_held_for(operation::state const& s, std::vector<person_row> const& people) {
  auto all = beds{};
  for (auto const p : people) {
    auto const& person = s.households_.persons_.at(p);
    if (s.holds_.of_[person.household_.v_] && needs_bed_still(place_of(s, p))) {
      all += bed_for(person.needs_);
    }
  }
  return all;
}

std::optional<holds::event> give_back(operation::state const& s, household_row const h, beds const& b,
                                      release const why) {
  auto const& hold = s.holds_.of_[h.v_];
  if (!hold || b == beds{}) {
    return std::nullopt;
  }
  auto const& id = s.households_.households_.at(h).id_;
  // Needs may have changed since: never more than is held.
  auto const back = beds{.general_ = std::min(b.general_, hold->beds_.general_),
                         .accessible_ = std::min(b.accessible_, hold->beds_.accessible_)};
  if (back == hold->beds_) {
    return released{id, why};
  }
  return reduced{id, back};
}

}  // namespace leeward::operation::holds
