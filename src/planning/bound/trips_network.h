#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planning/bep/instance.h"

namespace leeward::planning::bound {

// A BEP instance as the bounds see it: loads instead of persons, times coarsened to multiples of grain().
// Rounding every time down only makes a route shorter, so whatever no fleet can do here, none can do in the instance.
struct trips_network {
  std::size_t yards_{0};
  std::size_t points_{0};
  std::size_t shelters_{0};
  std::vector<std::int64_t> buses_;      // [yards]
  std::vector<std::size_t> point_;       // [points] its index in the instance
  std::vector<std::int32_t> loads_;      // [points] > 0
  std::vector<std::int64_t> room_;       // [shelters] loads
  std::vector<std::int32_t> from_yard_;  // [yards × points]
  std::vector<std::int32_t> leg_;        // [points × shelters]
  std::int64_t total_loads_{0};
  std::int64_t grain_{1};

  std::int32_t first(std::size_t const yard, std::size_t const point) const {
    return from_yard_[yard * points_ + point];
  }
  std::int32_t leg(std::size_t const point, std::size_t const shelter) const {
    return leg_[point * shelters_ + shelter];
  }
};

// More loads than this, or times beyond 32 bits: nothing here can be asked (is_askable says so).
constexpr auto const kMostLoads = std::int64_t{1'000'000};

bool is_askable(bep_instance const&);

// Points without people are left out; buses and rooms beyond the number of loads too, as they cannot matter.
trips_network make_network(bep_instance const&, std::int64_t grain);

std::int32_t shortest_leg(trips_network const&);

// One bus: its yard, and trips as (point, shelter), in order.
struct route {
  struct trip {
    std::uint32_t point_{0};
    std::uint32_t shelter_{0};
    bool operator==(trip const&) const = default;
  };

  std::size_t yard_{0};
  std::vector<trip> trips_;
};

std::int64_t length(trips_network const&, route const&);

}  // namespace leeward::planning::bound
