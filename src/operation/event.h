#pragma once

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.h"
#include "operation/appeals/events.h"
#include "operation/cases/events.h"
#include "operation/centres/events.h"
#include "operation/custody/events.h"
#include "operation/devices/events.h"
#include "operation/duplicates/events.h"
#include "operation/fleet/events.h"
#include "operation/holds/events.h"
#include "operation/households/events.h"
#include "operation/operations/events.h"
#include "operation/regions/events.h"
#include "operation/trips/events.h"
#include "operation/zones/events.h"

namespace leeward::operation {

// Its topics, each a small variant of its own.
using event_topics = std::variant<operations::event, zones::event, fleet::event, centres::event, households::event,
                                  holds::event, trips::event, custody::event, cases::event, appeals::event,
                                  duplicates::event, regions::event, devices::event>;

// What has happened. A type of its own, whose copies and moves are compiled once, in event.cc: every rule makes events,
// and to compile those of a hundred kinds again for each rule took two fifths of its time.
struct event : event_topics {
  using topics = event_topics;

  template <typename Kind>
    requires(!std::derived_from<std::remove_cvref_t<Kind>, event> && std::constructible_from<event_topics, Kind>)
  event(Kind&& what) : event_topics{std::forward<Kind>(what)} {}
  event();
  event(event const&);
  event(event&&) noexcept;
  event& operator=(event const&);
  event& operator=(event&&) noexcept;
  ~event();
};

// In order; all of one command, or none.
using events = std::vector<event>;

}  // namespace leeward::operation
