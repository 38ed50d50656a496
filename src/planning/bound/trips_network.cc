#include "planning/bound/trips_network.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace leeward::planning::bound {

namespace {

std::int64_t loads(bep_instance const& b, std::size_t const point) {
  return (b.demand_[point] + b.capacity_ - 1) / b.capacity_;
}

}  // namespace

bool is_askable(bep_instance const& b) {
  auto total = std::int64_t{0};
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    total += std::min(loads(b, p), kMostTrips + 1);
  }
  auto const fits = [](std::int64_t const t) { return t >= 0 && t < std::numeric_limits<std::int32_t>::max() / 4; };
  return total * static_cast<std::int64_t>(b.points()) <= kMostTrips && b.shelters() <= kMostShelters &&
         std::all_of(begin(b.from_yard_), end(b.from_yard_), fits) &&
         std::all_of(begin(b.between_), end(b.between_), fits);
}

trips_network make_network(bep_instance const& b, std::int64_t const grain) {
  auto n = trips_network{};
  n.yards_ = b.yards();
  n.shelters_ = b.shelters();
  n.grain_ = grain;
  n.points_ = b.points();
  for (auto p = std::size_t{0}; p != n.points_; ++p) {
    n.loads_.push_back(static_cast<std::int32_t>(loads(b, p)));
    n.total_loads_ += n.loads_.back();
  }
  auto const coarsened = [&](std::vector<std::int64_t> const& times) {
    auto out = std::vector<std::int32_t>{};
    for (auto const t : times) {
      out.push_back(static_cast<std::int32_t>(t / grain));
    }
    return out;
  };
  n.from_yard_ = coarsened(b.from_yard_);
  n.leg_ = coarsened(b.between_);
  for (auto const x : b.buses_) {
    n.buses_.push_back(std::min(x, n.total_loads_));
  }
  for (auto const r : b.room_) {
    n.room_.push_back(std::min(r / b.capacity_, n.total_loads_ * static_cast<std::int64_t>(n.points_)));
  }
  return n;
}

std::int32_t shortest_leg(trips_network const& n) { return *std::min_element(begin(n.leg_), end(n.leg_)); }

std::int64_t length(trips_network const& n, route const& r) {
  auto t = std::int64_t{0};
  for (auto i = std::size_t{0}; i != r.trips_.size(); ++i) {
    auto const [p, s] = r.trips_[i];
    t += (i == 0 ? n.first(r.yard_, p) : n.leg(p, r.trips_[i - 1].shelter_)) + n.leg(p, s);
  }
  return t;
}

}  // namespace leeward::planning::bound
