#include "planning/near_places.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <numeric>

namespace leeward::planning {

namespace {

struct nearest {
  std::int64_t distance_;
  std::uint32_t place_;

  auto operator<=>(nearest const&) const = default;
};

void offer(std::vector<nearest>& best, nearest const n) {
  if (best.size() == kNearDoors) {
    if (best.front() <= n) {
      return;
    }
    std::ranges::pop_heap(best);
    best.pop_back();
  }
  best.push_back(n);
  std::ranges::push_heap(best);
}

// Never more than the distance along a meridian, and never more than that along a parallel which lies no farther from
// the equator than `lat`.
std::int64_t least_north_mm(std::int64_t const lat_e7) { return std::abs(lat_e7) * 11; }

class least_east {
public:
  least_east(std::vector<position> const& from, std::vector<position> const& to) {
    if (from.empty() && to.empty()) {
      return;
    }
    auto farthest = std::int64_t{0};
    auto west = std::numeric_limits<std::int64_t>::max();
    auto east = std::numeric_limits<std::int64_t>::min();
    for (auto const* const places : {&from, &to}) {
      for (auto const& p : *places) {
        farthest = std::max(farthest, std::abs(std::int64_t{p.lat_e7_}));
        west = std::min(west, std::int64_t{p.lon_e7_});
        east = std::max(east, std::int64_t{p.lon_e7_});
      }
    }
    constexpr auto const kHalfRound = std::int64_t{1'800'000'000};
    constexpr auto const kRadiansPerE7 = 3.14159265358979 / kHalfRound;
    auto const per_e7 = 11.13 * std::cos(static_cast<double>(farthest) * kRadiansPerE7);
    // Where the shorter way may lead round the other side nothing is known.
    mm_per_1024_e7_ = east - west < kHalfRound ? static_cast<std::int64_t>(1024 * per_e7) : 0;
  }

  std::int64_t mm(std::int64_t const lon_e7) const { return std::abs(lon_e7) * mm_per_1024_e7_ / 1024; }

private:
  std::int64_t mm_per_1024_e7_{0};
};

// Of some places those nearest to each of others: north and south from it until the latitude alone is too far.
class nearby {
public:
  // `is_itself`: the two lists are one, and nobody is near to itself.
  nearby(std::vector<position> const& from, std::vector<position> const& places, bool const is_itself)
      : from_{from}, places_{places}, is_itself_{is_itself}, order_(places.size()), east_{from, places} {
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::stable_sort(order_, {}, [&](std::uint32_t const d) { return places_[d].lat_e7_; });
  }

  // Into `best`, which is empty.
  void find(std::uint32_t const i, std::vector<nearest>& best) const {
    auto const here = from_[i];
    auto const look = [&](std::uint32_t const d) {
      auto const& other = places_[d];
      auto const is_full = best.size() == kNearDoors;
      if (is_full && least_north_mm(std::int64_t{other.lat_e7_} - here.lat_e7_) > best.front().distance_) {
        return false;
      }
      auto const is_too_far = is_full && east_.mm(std::int64_t{other.lon_e7_} - here.lon_e7_) > best.front().distance_;
      if (!is_too_far) {
        add(i, d, best);
      }
      return true;
    };
    auto const middle =
        std::ranges::lower_bound(order_, here.lat_e7_, {}, [&](std::uint32_t const d) { return places_[d].lat_e7_; }) -
        order_.begin();
    for (auto k = static_cast<std::size_t>(middle); k != order_.size() && look(order_[k]); ++k) {
    }
    for (auto k = static_cast<std::size_t>(middle); k != 0 && look(order_[k - 1]); --k) {
    }
  }

  void add(std::uint32_t const i, std::uint32_t const d, std::vector<nearest>& best) const {
    if (!is_itself_ || d != i) {
      offer(best, {distance_between(from_[i], places_[d]).v_, d});
    }
  }

private:
  std::vector<position> const& from_;
  std::vector<position> const& places_;
  bool is_itself_;
  std::vector<std::uint32_t> order_;  // from south to north
  least_east east_;
};

void add_list(std::vector<nearest>& best, near_places& to) {
  std::ranges::sort(best, {}, &nearest::place_);
  std::ranges::transform(best, std::back_inserter(to.to_), &nearest::place_);
  to.first_.push_back(static_cast<std::uint32_t>(to.to_.size()));
}

near_places find_all(std::vector<position> const& from, nearby const& all) {
  auto found = near_places{.first_ = {0}, .to_ = {}};
  auto best = std::vector<nearest>{};
  for (auto i = std::uint32_t{0}; i != from.size(); ++i) {
    best.clear();
    all.find(i, best);
    add_list(best, found);
  }
  return found;
}

// Of equally near places the first is taken, so an earlier list says nothing about another order.
bool is_in_order(earlier_numbers const& was) {
  auto next = std::uint32_t{0};
  return std::ranges::all_of(was, [&](std::uint32_t const n) {
    auto const follows = n == kNew || n >= next;
    next = n == kNew ? next : n + 1;
    return follows;
  });
}

// The other way round: what an earlier number is now; kNew for what is gone.
std::vector<std::uint32_t> turned(earlier_numbers const& was) {
  auto now = std::vector<std::uint32_t>{};
  for (auto i = std::uint32_t{0}; i != was.size(); ++i) {
    if (was[i] != kNew) {
      now.resize(std::max(now.size(), std::size_t{was[i]} + 1), kNew);
      now[was[i]] = i;
    }
  }
  return now;
}

// Those whose neighbours are all there still need only be offered the new ones.
near_places find_from(std::vector<position> const& from, nearby const& all, near_places const& before,
                      earlier_numbers const& of_from, earlier_numbers const& of_places) {
  if (!is_in_order(of_places)) {
    return find_all(from, all);
  }
  auto const now = turned(of_places);
  auto fresh = std::vector<std::uint32_t>{};
  for (auto d = std::uint32_t{0}; d != of_places.size(); ++d) {
    if (of_places[d] == kNew) {
      fresh.push_back(d);
    }
  }
  auto found = near_places{.first_ = {0}, .to_ = {}};
  auto best = std::vector<nearest>{};
  auto const is_there = [&](std::uint32_t const d) { return d < now.size() && now[d] != kNew; };
  for (auto i = std::uint32_t{0}; i != from.size(); ++i) {
    auto const of = of_from[i] == kNew ? std::ranges::subrange(before.to_.end(), before.to_.end())
                                       : std::ranges::subrange(before.to_.begin() + before.first_[of_from[i]],
                                                               before.to_.begin() + before.first_[of_from[i] + 1]);
    auto const is_known = of_from[i] != kNew && std::ranges::all_of(of, is_there);
    if (is_known && fresh.empty()) {
      std::ranges::transform(of, std::back_inserter(found.to_), [&](std::uint32_t const d) { return now[d]; });
      found.first_.push_back(static_cast<std::uint32_t>(found.to_.size()));
      continue;
    }
    best.clear();
    if (is_known) {
      std::ranges::for_each(of, [&](std::uint32_t const d) { all.add(i, now[d], best); });
      std::ranges::for_each(fresh, [&](std::uint32_t const d) { all.add(i, d, best); });
    } else {
      all.find(i, best);
    }
    add_list(best, found);
  }
  return found;
}

}  // namespace

std::optional<std::size_t> near_places::find(std::size_t const door, std::uint32_t const place) const {
  auto const begin = to_.begin() + first_[door];
  auto const end = to_.begin() + first_[door + 1];
  auto const at = std::lower_bound(begin, end, place);
  return at == end || *at != place ? std::nullopt : std::optional{static_cast<std::size_t>(at - to_.begin())};
}

near_places find_near_doors(std::vector<position> const& doors) { return find_all(doors, nearby{doors, doors, true}); }

near_places find_near_points(std::vector<position> const& doors, std::vector<position> const& points) {
  return find_all(doors, nearby{doors, points, false});
}

near_places find_near_doors(std::vector<position> const& doors, near_places const& before,
                            earlier_numbers const& of_doors) {
  return find_from(doors, nearby{doors, doors, true}, before, of_doors, of_doors);
}

near_places find_near_points(std::vector<position> const& doors, std::vector<position> const& points,
                             near_places const& before, earlier_numbers const& of_doors,
                             earlier_numbers const& of_points) {
  return find_from(doors, nearby{doors, points, false}, before, of_doors, of_points);
}

std::vector<std::uint32_t> find_earlier(near_places const& now, near_places const& before,
                                        earlier_numbers const& of_doors, earlier_numbers const& of_places) {
  auto list = std::vector<std::uint32_t>(now.to_.size(), kNew);
  for (auto d = std::size_t{0}; d != of_doors.size(); ++d) {
    for (auto k = now.first_[d]; of_doors[d] != kNew && k != now.first_[d + 1]; ++k) {
      auto const was = of_places[now.to_[k]];
      if (auto const at = was == kNew ? std::nullopt : before.find(of_doors[d], was)) {
        list[k] = static_cast<std::uint32_t>(*at);
      }
    }
  }
  return list;
}

}  // namespace leeward::planning
