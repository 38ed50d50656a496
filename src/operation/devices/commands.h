#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>

#include "operation/ask_for.h"
#include "operation/devices/events.h"
#include "operation/ids.h"

// What may be asked of devices and their leases.
namespace leeward::operation::devices {

inline constexpr auto const kMostDevices = std::size_t{10'000};
inline constexpr auto const kMostTripsInScope = std::size_t{100};

// What is left of it is for everybody again.
struct end_lease {
  static constexpr auto const kName = std::string_view{"end_lease"};

  lease_id lease_;
};
BOOST_DESCRIBE_STRUCT(end_lease, (), (lease_))

// Only from the device that has the lease (take.h).
struct give_leased_seats {
  static constexpr auto const kName = std::string_view{"give_leased_seats"};

  lease_id lease_;
  household_id household_;
};
BOOST_DESCRIBE_STRUCT(give_leased_seats, (), (lease_, household_))

using command = std::variant<ask_for<invited>, ask_for<enrolled>, ask_for<scope_changed>, ask_for<revoked>,
                             ask_for<seats_leased>, end_lease, give_leased_seats>;

}  // namespace leeward::operation::devices
