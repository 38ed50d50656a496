#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "device/briefing.h"
#include "operation/ids.h"
#include "operation/needs.h"

// What a device may promise without a network.
namespace leeward::device {

// Seats and beds that it has promised to a household.
struct promise {
  operation::lease_id lease_;
  operation::space space_;
  operation::beds beds_;
};

// A lease of the trip that is still good and has room for these beside what was promised from it; none: the household
// stands by. `now`: when the device last heard of the server, and the time since by a clock that nobody can set.
std::optional<operation::lease_id> lease_for(std::vector<lease> const&, std::vector<promise> const& made,
                                             operation::trip_id const&, operation::space const&, operation::beds const&,
                                             instant now);

}  // namespace leeward::device
