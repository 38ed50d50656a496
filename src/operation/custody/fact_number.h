#pragma once

#include <cstdint>

#include "base/uuid.h"
#include "operation/context.h"
#include "operation/ids.h"
#include "operation/state.h"

// The numbers of facts begin with their place in the log of whoever states them (version 8 of RFC 9562): of one second,
// those of one device, or of the desks, stand in the order in which they were stated.
namespace leeward::operation::custody {

inline fact_id fact_number(std::uint64_t const place, uuid const& rest) {
  return fact_id{uuid{(place << 16U) | (rest.high_ & 0xFFFFU), rest.low_}};
}

// Of what a desk states with this command.
inline fact_id fact_of_desk(operation::state const& s, context const& now) {
  return fact_number(s.events_, derived(now.fresh_, 0));
}

}  // namespace leeward::operation::custody
