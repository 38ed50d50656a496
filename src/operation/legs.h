#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "operation/custody/state.h"
#include "operation/place.h"

// What the facts of a person's legs say together.
namespace leeward::operation {

// The highest fact of the leg that is not void; kAbsent for who lives there and is out. Waiting, when none is.
place place_in(custody::leg const&);

// The latest leg that is not closed; none: nothing but waiting ever held.
custody::leg const* current_leg(custody::track const&);
std::optional<std::uint16_t> current_leg_number(custody::track const&);
// The same without this leg and those after it.
std::optional<std::uint16_t> open_leg_before(custody::track const&, std::size_t leg);

// The latest leg that counts gives the place.
place place_of(custody::track const&);

}  // namespace leeward::operation
