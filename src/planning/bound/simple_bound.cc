#include "planning/bound/simple_bound.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace leeward::planning::bound {

namespace {

__extension__ using wide = __int128;  // sums of times over all loads

constexpr auto const kFar = std::numeric_limits<std::int64_t>::max() / 4;

std::int64_t nearest_yard(bep_instance const& b, std::size_t const point) {
  auto nearest = kFar;
  for (auto y = std::size_t{0}; y != b.yards(); ++y) {
    if (b.buses_[y] > 0) {
      nearest = std::min(nearest, b.from_yard_[y * b.points() + point]);
    }
  }
  return nearest;
}

std::int64_t nearest_shelter(bep_instance const& b, std::size_t const point) {
  auto nearest = kFar;
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    if (b.room_[s] >= b.capacity_) {
      nearest = std::min(nearest, b.between_[point * b.shelters() + s]);
    }
  }
  return nearest;
}

// A trip begins with the way to its point: from a yard for as many trips as there are buses, else from a shelter.
struct saving {
  std::int64_t each_{0};
  std::int64_t loads_{0};
};

}  // namespace

std::int64_t simple_bound(bep_instance const& b) {
  auto const buses = std::accumulate(begin(b.buses_), end(b.buses_), std::int64_t{0});
  auto farthest = std::int64_t{0};
  auto work = wide{0};
  auto savings = std::vector<saving>{};
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    auto const loads = (b.demand_[p] + b.capacity_ - 1) / b.capacity_;
    if (loads <= 0) {
      continue;
    }
    auto const from_yard = nearest_yard(b, p);
    auto const leg = nearest_shelter(b, p);
    if (from_yard >= kFar || leg >= kFar) {
      return 0;  // no bus or no room: read_bep refuses that
    }
    auto nearest_back = kFar;
    for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
      nearest_back = std::min(nearest_back, b.between_[p * b.shelters() + s]);
    }
    // The bus may come over other points: without the triangle inequality that can be shorter.
    farthest = std::max(farthest, leg + std::min(from_yard, nearest_back));
    work += static_cast<wide>(loads) * (leg + nearest_back);
    savings.push_back({from_yard - nearest_back, loads});
  }
  std::sort(begin(savings), end(savings), [](saving const& a, saving const& c) { return a.each_ < c.each_; });
  auto starts = buses;
  for (auto const& s : savings) {
    auto const n = std::min(starts, s.loads_);
    work += static_cast<wide>(n) * std::min(s.each_, std::int64_t{0});
    starts -= n;
  }
  auto const shared = buses == 0 ? 0 : (work + buses - 1) / buses;
  return std::max(farthest, static_cast<std::int64_t>(shared));
}

}  // namespace leeward::planning::bound
