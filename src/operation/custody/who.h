#pragma once

#include <string>
#include <vector>

#include "operation/refusal.h"
#include "operation/state.h"

namespace leeward::operation::custody {

// The people that a command names: known, each once, at least one and at most kMostPeopleAtOnce.
tl::expected<std::vector<person_row>, refusal> who(operation::state const&, std::vector<person_id> const&);

// "Is promised a seat", in the words of a refusal.
std::string where_in_words(place);

// Arrived, sheltered, or absent for a while.
bool is_in_centre(place);

// Whether the leg that counts now ends, or is stayed, in this centre.
bool is_of_centre(operation::state const&, person_row, centre_row);

}  // namespace leeward::operation::custody
