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
    total += std::min(loads(b, p), kMostLoads + 1);
  }
  auto const fits = [](std::int64_t const t) { return t >= 0 && t < std::numeric_limits<std::int32_t>::max() / 4; };
  return total <= kMostLoads && std::all_of(begin(b.from_yard_), end(b.from_yard_), fits) &&
         std::all_of(begin(b.between_), end(b.between_), fits);
}

trips_network make_network(bep_instance const& b, std::int64_t const grain) {
  auto n = trips_network{};
  n.yards_ = b.yards();
  n.shelters_ = b.shelters();
  n.grain_ = grain;
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    if (auto const d = loads(b, p); d > 0) {
      n.point_.push_back(p);
      n.loads_.push_back(static_cast<std::int32_t>(d));
      n.total_loads_ += d;
      for (auto s = std::size_t{0}; s != n.shelters_; ++s) {
        n.leg_.push_back(static_cast<std::int32_t>(b.between_[p * n.shelters_ + s] / grain));
      }
    }
  }
  n.points_ = n.point_.size();
  for (auto y = std::size_t{0}; y != n.yards_; ++y) {
    n.buses_.push_back(std::min(b.buses_[y], n.total_loads_));
    for (auto const p : n.point_) {
      n.from_yard_.push_back(static_cast<std::int32_t>(b.from_yard_[y * b.points() + p] / grain));
    }
  }
  for (auto const r : b.room_) {
    n.room_.push_back(std::min(r / b.capacity_, n.total_loads_));
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
