#include "operation/custody/disclosure.h"

#include <algorithm>
#include <vector>

namespace leeward::operation::custody {

namespace {

bool is_secret(operation::state const& s, household_row const h) {
  auto const of = [&](household_row const x) { return s.households_.households_.at(x).secret_; };
  auto const others = s.duplicates_.merged_.find(h);
  return of(h) || (others != s.duplicates_.merged_.end() && std::ranges::any_of(others->second, of));
}

bool is_barred(operation::state const& s, household_row const h, std::string_view const enquirer) {
  return std::ranges::any_of(s.households_.households_.at(h).persons_, [&](person_row const p) {
    auto const child = s.custody_.children_.find(p);
    return child != s.custody_.children_.end() &&
           std::ranges::find(child->second.barred_, enquirer) != child->second.barred_.end();
  });
}

}  // namespace

bool may_be_told(operation::state const& s, household_id const& id, std::string_view const enquirer) {
  auto const named = s.households_.households_.find(id);
  if (named.is_none()) {
    return false;
  }
  auto const into = s.households_.households_.at(named).merged_into_;
  auto const h = into.is_none() ? named : into;
  return !is_secret(s, named) && !is_secret(s, h) && !is_barred(s, named, enquirer) && !is_barred(s, h, enquirer);
}

}  // namespace leeward::operation::custody
