#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "operation/ids.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

// A scenario calls things by names, an operation by numbers. The same name is the same number wherever it stands.
namespace leeward::app {

template <typename Id>
Id number_of(std::string_view const name) {
  return Id{uuid_of_name(name)};
}

// The zone of what lies in none.
inline constexpr auto const kEverywhere = std::string_view{"everywhere"};

// The n-th person of a household, from 0.
operation::person_id person_number(std::string_view household, std::size_t n);
std::vector<operation::person_id> person_numbers(planning::household const&);

// A centre of a scenario has its beds in one room.
operation::room_id room_number(std::string_view centre);

// A crew of an operation works one shift; the n-th of a scenario's crew, from 0.
operation::crew_id crew_number(std::string_view crew, std::size_t shift);

}  // namespace leeward::app
