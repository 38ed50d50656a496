#include "operation/duplicates/standing.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "operation/known.h"

namespace leeward::operation::duplicates {

pair_of_households pair_of(household_row const a, household_row const b) { return std::minmax(a, b); }

tl::expected<household_row, refusal> standing(operation::state const& s, household_id const& id,
                                              std::string_view const field) {
  return known(s.households_.households_, id, "a household", field)
      .and_then([&](household_row const h) -> tl::expected<household_row, refusal> {
        auto const into = s.households_.households_.at(h).merged_into_;
        if (into.is_none()) {
          return h;
        }
        auto const other = to_string(s.households_.households_.at(into).id_);
        return refuse(refusal_code::kWrongState, fmt::format("This household was merged into {}.", other),
                      std::string{field}, other + ", or undo the merge");
      });
}

tl::expected<person_row, refusal> standing(operation::state const& s, person_id const& id,
                                           std::string_view const field) {
  return known(s.households_.persons_, id, "a person", field)
      .and_then([&](person_row const p) -> tl::expected<person_row, refusal> {
        auto const same = s.households_.persons_.at(p).same_as_;
        if (same.is_none()) {
          return p;
        }
        auto const other = to_string(s.households_.persons_.at(same).id_);
        return refuse(refusal_code::kWrongState, fmt::format("This person is the same as {}.", other),
                      std::string{field}, other + ", or undo the merge");
      });
}

household_row standing_for(operation::state const& s, household_row h) {
  while (!s.households_.households_.at(h).merged_into_.is_none()) {
    h = s.households_.households_.at(h).merged_into_;
  }
  return h;
}

person_row standing_for(operation::state const& s, person_row p) {
  while (!s.households_.persons_.at(p).same_as_.is_none()) {
    p = s.households_.persons_.at(p).same_as_;
  }
  return p;
}

}  // namespace leeward::operation::duplicates
