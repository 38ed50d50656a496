#include "planning/ask_times.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace leeward::planning {

namespace {

// [doors × hubs] of times that are [hubs × doors].
std::vector<std::uint32_t> turned(std::vector<std::uint32_t> const& times, std::size_t const hubs,
                                  std::size_t const doors) {
  auto out = std::vector<std::uint32_t>(times.size());
  for (auto c = std::size_t{0}; c != hubs; ++c) {
    for (auto d = std::size_t{0}; d != doors; ++d) {
      out[d * hubs + c] = times[c * doors + d];
    }
  }
  return out;
}

using block = std::span<std::uint32_t const>;

// All places that are near to some of these doors, by number.
std::vector<std::uint32_t> near_to(block const doors, near_places const& near) {
  auto all = std::vector<std::uint32_t>{};
  for (auto const d : doors) {
    all.insert(all.end(), near.to_.begin() + near.first_[d], near.to_.begin() + near.first_[d + 1]);
  }
  std::ranges::sort(all);
  auto const repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

// Each door's near ones from a table of [doors × others], or of [others × doors].
void pick(block const doors, near_places const& near, std::vector<std::uint32_t> const& others,
          std::vector<std::uint32_t> const& table, bool const is_turned, std::vector<std::uint32_t>& to) {
  for (auto row = std::size_t{0}; row != doors.size(); ++row) {
    for (auto k = near.first_[doors[row]]; k != near.first_[doors[row] + 1]; ++k) {
      auto const column = static_cast<std::size_t>(std::ranges::lower_bound(others, near.to_[k]) - others.begin());
      to[k] = is_turned ? table[column * doors.size() + row] : table[row * others.size() + column];
    }
  }
}

}  // namespace

ask_times::ask_times(road_times const& numbered, std::span<roads::place_on_road const> const places,
                     roads::situation const& roads, roads::table_memory& memory)
    : r_{numbered}, places_{places}, roads_{roads}, memory_{memory} {}

void ask_times::ask_far(time_table& t) {
  auto const inner = places_.first(r_.core_);
  auto const doors = places_.subspan(r_.core_);
  t.core_ = ask(inner, inner);
  if (!doors.empty()) {
    auto hubs = std::vector(inner.begin(), inner.begin() + static_cast<std::ptrdiff_t>(r_.first_point_));
    hubs.insert(hubs.end(), inner.begin() + static_cast<std::ptrdiff_t>(r_.first_centre_), inner.end());
    t.out_ = ask(doors, hubs);
    t.in_ = turned(ask(hubs, doors), hubs.size(), doors.size());
  }
}

void ask_times::ask_core(std::span<std::uint32_t const> const points, time_table& t) {
  auto const inner = places_.first(r_.core_);
  auto const these = places(points, r_.first_point_);
  auto const there = ask(inner, these);
  auto const back = ask(these, inner);
  for (auto k = std::size_t{0}; k != points.size(); ++k) {
    auto const at = r_.first_point_ + points[k];
    for (auto i = std::size_t{0}; i != r_.core_; ++i) {
      t.core_[i * r_.core_ + at] = there[i * points.size() + k];
      t.core_[at * r_.core_ + i] = back[k * r_.core_ + i];
    }
  }
}

void ask_times::ask_near(std::span<std::uint32_t const> const doors, time_table& t) {
  constexpr auto const kBlock = std::size_t{64};
  t.between_.resize(r_.near_doors_.to_.size(), time_table::kNone);
  t.to_point_.resize(r_.near_points_.to_.size(), time_table::kNone);
  t.from_point_.resize(r_.near_points_.to_.size(), time_table::kNone);
  auto const order = in_strips(doors);
  for (auto i = std::size_t{0}; i < order.size(); i += kBlock) {
    auto const these = block{order}.subspan(i, std::min(kBlock, order.size() - i));
    auto const from = places(these, r_.core_);
    auto const near_doors = near_to(these, r_.near_doors_);
    pick(these, r_.near_doors_, near_doors, ask(from, places(near_doors, r_.core_)), false, t.between_);
    auto const near_points = near_to(these, r_.near_points_);
    auto const points = places(near_points, r_.first_point_);
    pick(these, r_.near_points_, near_points, ask(from, points), false, t.to_point_);
    pick(these, r_.near_points_, near_points, ask(points, from), true, t.from_point_);
  }
}

std::vector<std::uint32_t> ask_times::ask(std::span<roads::place_on_road const> const from,
                                          std::span<roads::place_on_road const> const to) {
  auto weights = std::vector<roads::weight>(from.size() * to.size());
  roads_.matrix(from, to, weights, memory_);
  auto times = std::vector<std::uint32_t>(weights.size());
  std::ranges::transform(weights, times.begin(), [](roads::weight const w) {
    return w >= roads::kNever ? time_table::kNone : static_cast<std::uint32_t>(to_seconds_up({w}).v_);
  });
  return times;
}

// As they lie from south to north in strips, so that those of a block share their neighbours.
std::vector<std::uint32_t> ask_times::in_strips(std::span<std::uint32_t const> const doors) const {
  constexpr auto const kStrip = std::int32_t{50'000};  // half a kilometre
  auto order = std::vector(doors.begin(), doors.end());
  std::ranges::sort(order, {}, [&](std::uint32_t const d) {
    auto const at = places_[r_.core_ + d].where_;
    return std::tuple{at.lat_e7_ / kStrip, at.lon_e7_, d};
  });
  return order;
}

std::vector<roads::place_on_road> ask_times::places(std::span<std::uint32_t const> const numbers,
                                                    std::size_t const first) const {
  auto list = std::vector<roads::place_on_road>{};
  for (auto const i : numbers) {
    list.push_back(places_[first + i]);
  }
  return list;
}

}  // namespace leeward::planning
