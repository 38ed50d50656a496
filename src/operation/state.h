#pragma once

#include <cstdint>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/appeals/state.h"
#include "operation/cases/state.h"
#include "operation/centres/state.h"
#include "operation/custody/state.h"
#include "operation/devices/state.h"
#include "operation/duplicates/state.h"
#include "operation/fleet/state.h"
#include "operation/holds/state.h"
#include "operation/households/state.h"
#include "operation/operations/state.h"
#include "operation/regions/state.h"
#include "operation/trips/state.h"
#include "operation/zones/state.h"

namespace leeward::operation {

// All that is known, from the events alone: the same events give the same state.
struct state {
  instant now_;              // of the last event
  std::uint64_t events_{0};  // so many
  operations::state operations_;
  zones::state zones_;
  fleet::state fleet_;
  centres::state centres_;
  households::state households_;
  holds::state holds_;
  trips::state trips_;
  custody::state custody_;
  cases::state cases_;
  appeals::state appeals_;
  duplicates::state duplicates_;
  regions::state regions_;
  devices::state devices_;
};
BOOST_DESCRIBE_STRUCT(state, (),
                      (now_, events_, operations_, zones_, fleet_, centres_, households_, holds_, trips_, custody_,
                       cases_, appeals_, duplicates_, regions_, devices_))

}  // namespace leeward::operation
