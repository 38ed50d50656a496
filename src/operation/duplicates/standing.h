#pragma once

#include <string_view>

#include "operation/duplicates/state.h"
#include "operation/ids.h"
#include "operation/refusal.h"
#include "operation/state.h"

// What was merged into another is not spoken of any more: the other is.
namespace leeward::operation::duplicates {

pair_of_households pair_of(household_row, household_row);

// The household is there, and not merged into another.
tl::expected<household_row, refusal> standing(operation::state const&, household_id const&, std::string_view field);

// The same of a person.
tl::expected<person_row, refusal> standing(operation::state const&, person_id const&, std::string_view field);

// Itself, or what it was merged into.
household_row standing_for(operation::state const&, household_row);
person_row standing_for(operation::state const&, person_row);

}  // namespace leeward::operation::duplicates
