#include "operation/custody/disclosure.h"

#include <algorithm>
#include <vector>

#include "operation/custody/children.h"
#include "operation/duplicates/standing.h"

namespace leeward::operation::custody {

namespace {

// One of the households that it was made of is enough.
bool is_secret(operation::state const& s, household_row const h) {
  auto const of = [&](household_row const x) { return s.households_.households_.at(x).secret_; };
  return of(h) || std::ranges::any_of(s.duplicates_.merged_, [&](auto const& merged) {
           return duplicates::standing_for(s, merged.first) == h && std::ranges::any_of(merged.second, of);
         });
}

bool is_barred(operation::state const& s, household_row const h, std::string_view const enquirer) {
  return std::ranges::any_of(s.households_.households_.at(h).persons_, [&](person_row const p) {
    auto const child = guardianship_of(s, p);
    return child && std::ranges::find(child->barred_, enquirer) != child->barred_.end();
  });
}

}  // namespace

bool may_be_told(operation::state const& s, household_id const& id, std::string_view const enquirer) {
  auto const named = s.households_.households_.find(id);
  if (named.is_none()) {
    return false;
  }
  auto const h = duplicates::standing_for(s, named);
  return !is_secret(s, h) && !is_barred(s, h, enquirer);
}

}  // namespace leeward::operation::custody
