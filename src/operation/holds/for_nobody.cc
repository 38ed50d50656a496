#include "operation/holds/for_nobody.h"

#include <algorithm>

#include "operation/people.h"

namespace leeward::operation::holds {

void note_if_for_nobody(operation::state& s, household_row const h) {
  auto const& people = s.households_.households_.at(h).persons_;
  if (s.holds_.of_[h.v_] && std::ranges::none_of(people, [&](person_row const p) { return is_member(s, p); })) {
    s.holds_.for_nobody_.insert(h);
  } else {
    s.holds_.for_nobody_.erase(h);
  }
}

bool is_any_for_nobody(operation::state const& s) { return !s.holds_.for_nobody_.empty(); }

events back_from_nobody(operation::state const& s) {
  auto all = events{};
  for (auto const h : s.holds_.for_nobody_) {
    all.emplace_back(released{s.households_.households_.at(h).id_, release::kNobodyLeft});
  }
  return all;
}

}  // namespace leeward::operation::holds
