#pragma once

#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>

#include "operation/ask_for.h"
#include "operation/ids.h"
#include "operation/operations/events.h"

// What may be asked of the operation itself.
namespace leeward::operation::operations {

// Sent by the sequencer: what has lapsed or is overdue by now becomes events.
struct advance_clock {
  static constexpr auto const kName = std::string_view{"advance_clock"};
};
BOOST_DESCRIBE_STRUCT(advance_clock, (), ())

// Names everybody who is not accounted for.
struct close_day {
  static constexpr auto const kName = std::string_view{"close_day"};

  std::string by_;  // a subject
};
BOOST_DESCRIBE_STRUCT(close_day, (), (by_))

using command = std::variant<ask_for<opened>, ask_for<offer_made>, ask_for<offer_withdrawn>, advance_clock, close_day,
                             ask_for<subject_erased>>;

}  // namespace leeward::operation::operations
