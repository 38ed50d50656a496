#pragma once

#include <string_view>

#include "base/random.h"
#include "vault/personal.h"

// People who do not exist, in Cyrillic and in Latin letters, and how somebody else would have written them down.
namespace leeward::simulation {

// Of few enough names that two people of one name do meet.
vault::personal made_person(random_source&);

// The telephone in the cellar, under which thirty neighbours ask.
inline constexpr auto const kSharedPhone = std::string_view{"+380570000030"};

// The same person as another call-taker heard it.
vault::personal as_heard_again(vault::personal, random_source&);

}  // namespace leeward::simulation
