#include "operation/holds/for_nobody.h"

#include <algorithm>

#include "operation/people.h"

namespace leeward::operation::holds {

namespace {

bool is_anybody_left(operation::state const& s, household_row const h) {
  return std::ranges::any_of(s.households_.households_.at(h).persons_, [&](person_row const p) {
    return !s.custody_.tracks_[p.v_].uncounted_ && place_of(s, p) != place::kGone;
  });
}

}  // namespace

void note_if_for_nobody(operation::state& s, household_row const h) {
  if (s.holds_.of_[h.v_] && !is_anybody_left(s, h)) {
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
