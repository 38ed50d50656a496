#include <algorithm>

#include "operation/appeals/asked_since.h"
#include "operation/appeals/rules.h"

namespace leeward::operation::appeals {

instant asked_since(operation::state const& s, household_row const h) {
  auto const& household = s.households_.households_.at(h);
  auto first = household.entered_;
  if (auto const own = s.appeals_.of_.find(h); own != s.appeals_.of_.end()) {
    for (auto const a : own->second) {
      auto const at = s.appeals_.appeals_.at(a).taken_at_;
      first = at >= household.served_until_ ? std::min(first, at) : first;
    }
  }
  if (auto const others = s.duplicates_.merged_.find(h); others != s.duplicates_.merged_.end()) {
    for (auto const from : others->second) {
      auto const at = s.households_.households_.at(from).asked_;
      first = at >= household.served_until_ ? std::min(first, at) : first;
    }
  }
  return first;
}

void apply(operation::state& s, instant, taken const& e) {
  s.appeals_.appeals_.add({.id_ = e.appeal_, .channel_ = e.channel_, .text_ = e.text_, .taken_at_ = e.taken_at_});
}

void apply(operation::state& s, instant, linked const& e) {
  auto const row = s.appeals_.appeals_.row_of(e.appeal_);
  auto& a = s.appeals_.appeals_.at(row);
  auto const to = s.households_.households_.row_of(e.household_);
  a.text_ = e.text_;
  if (a.household_ == to) {
    return;
  }
  auto const from = a.household_;
  a.household_ = to;
  s.appeals_.of_[to].push_back(row);
  s.households_.households_.at(to).asked_ = asked_since(s, to);
  if (!from.is_none()) {
    std::erase(s.appeals_.of_[from], row);
    s.households_.households_.at(from).asked_ = asked_since(s, from);
  }
}

void apply(operation::state& s, instant, closed const& e) { s.appeals_.appeals_.at(e.appeal_).closed_ = true; }

}  // namespace leeward::operation::appeals
