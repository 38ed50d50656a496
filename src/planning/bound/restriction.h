#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// A restriction of the whole plan: so many uses of something, at least or at most. Either there are at least k or at
// most k - 1, so a proof may be split in two on it.
struct restriction {
  enum class kind : std::uint8_t { kTrip, kBack, kFirst, kFirstOfYard, kLast, kBuses, kLate };

  kind kind_{kind::kTrip};
  std::size_t point_{0};    // kTrip, kBack, kFirst, kFirstOfYard, kLate
  std::size_t shelter_{0};  // kTrip, kBack, kLast, kLate
  std::size_t yard_{0};     // kFirstOfYard, kBuses
  std::int64_t after_{0};   // kLate: the trip begins when the bus has driven so long or longer
  bool at_least_{true};
  std::int64_t count_{0};

  bool operator==(restriction const&) const = default;
};

std::int64_t uses(trips_network const&, restriction const&, route const&);

}  // namespace leeward::planning::bound
