#pragma once

#include <map>
#include <vector>

#include "operation/custody/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/place.h"
#include "operation/state.h"

// What the rules ask of people again and again.
namespace leeward::operation {

place place_of(state const&, person_row);

// Of a household: who is neither gone nor merged into another.
bool is_member(state const&, person_row);
std::vector<person_row> members(state const&, household_row);

// Of members only who are there.
std::vector<person_row> members_at(state const&, household_row, place);

std::map<household_row, std::vector<person_row>> by_household(state const&, std::vector<person_row> const&);

// All members together.
space space_of(state const&, household_row);
beds beds_of(state const&, household_row);
needs needs_of(state const&, household_row);

bool has_lift_need(needs const&);  // wheelchair or lying: step-free points and a lift that works

// The leg that counts now; the person must have one.
custody::on_leg this_leg(state const&, person_row);
// The one that would come next.
custody::on_leg next_leg(state const&, person_row);

std::vector<custody::on_leg> these_legs(state const&, std::vector<person_row> const&);
std::vector<custody::on_leg> next_legs(state const&, std::vector<person_row> const&);

}  // namespace leeward::operation
