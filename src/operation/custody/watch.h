#pragma once

#include <optional>
#include <vector>

#include "base/quantities.h"
#include "base/time.h"
#include "operation/custody/state.h"
#include "operation/ids.h"
#include "operation/place.h"

// For how long nobody need have seen a person.
namespace leeward::operation::custody {

// None: gone is gone.
std::optional<seconds> limit_of(place);

// When the person's limit ends: counted from the last sighting, or from when the place began if that is later.
std::optional<instant> due(track const&);

// Puts the person where its limit now says, or takes it off. What an earlier limit has left behind counts no more, and
// is cleared away bit by bit.
void watch(state&, person_row);
void unwatch(state&, person_row);

// Whose limit has ended by then, and who has no case about it: the longest ago first.
std::vector<person_row> overdue(state const&, instant now);

}  // namespace leeward::operation::custody
