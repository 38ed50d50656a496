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
  std::vector<std::int32_t> loads_;      // [points]
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

// A load can be taken by driving over every other point with nobody left (without the triangle inequality that may be
// the shortest way), so that a plan may need as many trips as loads × points; beyond these sizes, and times beyond
// 29 bits, the sums of the proofs would not fit (is_askable says so).
constexpr auto const kMostTrips = std::int64_t{10'000'000};
constexpr auto const kMostShelters = std::size_t{1'000};

bool is_askable(bep_instance const&);

// Buses and rooms beyond what a plan can use are left out; points without people stay, as a bus may come over them.
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
