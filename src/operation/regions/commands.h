#pragma once

#include <cstddef>
#include <variant>

#include "operation/ask_for.h"
#include "operation/regions/events.h"

// What may be asked of other regions, and what they answer.
namespace leeward::operation::regions {

inline constexpr auto const kMostCentresOfOffer = std::size_t{200};
inline constexpr auto const kMostNights = std::int32_t{3'650};

using command = std::variant<ask_for<added>, ask_for<requested>, ask_for<offered>, ask_for<offer_changed>>;

}  // namespace leeward::operation::regions
