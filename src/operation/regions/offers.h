#pragma once

#include <cstddef>

#include "base/time.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/state.h"

namespace leeward::operation::regions {

inline constexpr auto const kMostLapsedAtOnce = std::size_t{500};

// An offer that was accepted, and whose beds were neither withdrawn nor asked back, released or returned.
bool stands(offer_status);

// Of another region's centre: how many beds its offers that stand still give us. Below zero after a withdrawal.
beds left_of_offers(operation::state const&, centre_row);

// What lapses by now: at most kMostLapsedAtOnce; call again for more.
events lapsed_by(operation::state const&, instant now);

}  // namespace leeward::operation::regions
