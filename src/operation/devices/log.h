#pragma once

#include <optional>

#include "base/time.h"
#include "operation/devices/state.h"
#include "operation/devices/take.h"
#include "operation/ids.h"
#include "operation/refusal.h"

// Where an operation stands in its device's log, and when it happened.
namespace leeward::operation::devices {

struct reading {
  bool follows_{true};  // from the log as it is known
  instant happened_;    // by the server's clock, between those before and behind it in the log
  bool clock_off_{false};
  std::optional<refusal> why_not_;  // it can have no effect, whatever it is
};

// Of a device that has its keys.
reading read_log(device const&, arrival const&, instant now);

// What it states, as a fact.
fact_id fact_of(arrival const&);

}  // namespace leeward::operation::devices
