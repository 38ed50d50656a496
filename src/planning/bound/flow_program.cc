#include "planning/bound/flow_program.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include <ClpSimplex.hpp>

#include "planning/bound/columns.h"

namespace leeward::planning::bound {

namespace {

// Of a point: the others hardly ever matter to the prices, and a claim holds whatever they leave out.
constexpr auto const kNearestShelters = std::size_t{10};
constexpr auto const kLackFactor = 4.0;  // of the longest leg: the cost of a load not taken

std::vector<std::size_t> nearest(trips_network const& n, std::size_t const p) {
  auto all = std::vector<std::size_t>(n.shelters_);
  std::iota(begin(all), end(all), std::size_t{0});
  std::stable_sort(begin(all), end(all), [&](auto const a, auto const b) { return n.leg(p, a) < n.leg(p, b); });
  all.resize(std::min(all.size(), kNearestShelters));
  return all;
}

// Rows: loads of points, buses through points, room of shelters, buses through shelters, buses of yards.
columns all_ways(trips_network const& n) {
  auto const through_points = n.points_;
  auto const room = 2 * n.points_;
  auto const through_shelters = room + n.shelters_;
  auto const yards = through_shelters + n.shelters_;
  auto const lack = kLackFactor * *std::max_element(begin(n.leg_), end(n.leg_));
  auto f = columns{};
  for (auto p = std::size_t{0}; p != n.points_; ++p) {
    f.put(p, 1);
    f.close(lack);
    for (auto const s : nearest(n, p)) {
      f.put(p, 1);  // a trip
      f.put(through_points + p, -1);
      f.put(room + s, 1);
      f.put(through_shelters + s, -1);
      f.close(n.leg(p, s));
      f.put(through_points + p, 1);  // and back
      f.put(through_shelters + s, 1);
      f.close(n.leg(p, s));
    }
    for (auto y = std::size_t{0}; y != n.yards_; ++y) {
      f.put(through_points + p, 1);
      f.put(yards + y, 1);
      f.close(n.first(y, p));
    }
  }
  return f;
}

}  // namespace

route_program::prices flow_prices(trips_network const& n) {
  auto const f = all_ways(n);
  auto least = std::vector<double>(begin(n.loads_), end(n.loads_));
  auto most = std::vector<double>(n.points_, COIN_DBL_MAX);
  least.resize(2 * n.points_, 0);
  most.resize(2 * n.points_, 0);
  most.insert(end(most), begin(n.room_), end(n.room_));
  most.resize(most.size() + n.shelters_, 0);
  most.insert(end(most), begin(n.buses_), end(n.buses_));
  least.resize(most.size(), -COIN_DBL_MAX);
  auto clp = ClpSimplex{};
  clp.setLogLevel(0);
  clp.loadProblem(static_cast<int>(f.cost_.size()), static_cast<int>(least.size()), f.start_.data(), f.row_.data(),
                  f.entry_.data(), nullptr, nullptr, f.cost_.data(), least.data(), most.data());
  clp.dual();
  auto const* const dual = clp.getRowPrice();
  auto out = route_program::prices{};
  for (auto p = std::size_t{0}; p != n.points_; ++p) {
    out.load_.push_back(std::max(0.0, dual[p]));
  }
  for (auto s = std::size_t{0}; s != n.shelters_; ++s) {
    out.room_.push_back(std::max(0.0, -dual[2 * n.points_ + s]));
  }
  return out;
}

}  // namespace leeward::planning::bound
