#include "planning/road_times.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace leeward::planning {

namespace {

std::uint32_t stored(seconds const t) { return t >= kNoWay ? time_table::kNone : static_cast<std::uint32_t>(t.v_); }

// 1.3 times the straight line, rounded up.
metres walk_in_a_line(position const from, position const to) {
  return {(distance_between(from, to).v_ * 13 + 9999) / 10000};
}

std::vector<std::vector<walk>> walks_in_lines(scenario const& s) {
  auto walks = std::vector<std::vector<walk>>(s.households_.size());
  for (auto i = std::size_t{0}; i != walks.size(); ++i) {
    auto const& h = s.households_[i];
    for (auto p = std::uint32_t{0}; chooses_point(h) && p != s.pickup_points_.size(); ++p) {
      auto const length = walk_in_a_line(*h.position_, s.pickup_points_[p].position_);
      if (length <= planning::walks(h)) {
        walks[i].push_back({p, length});
      }
    }
    std::ranges::stable_sort(walks[i], {}, &walk::length_);
  }
  return walks;
}

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
  explicit least_east(std::vector<position> const& places) {
    if (places.empty()) {
      return;
    }
    auto farthest = std::int64_t{0};
    auto west = std::numeric_limits<std::int64_t>::max();
    auto east = std::numeric_limits<std::int64_t>::min();
    for (auto const& p : places) {
      farthest = std::max(farthest, std::abs(std::int64_t{p.lat_e7_}));
      west = std::min(west, std::int64_t{p.lon_e7_});
      east = std::max(east, std::int64_t{p.lon_e7_});
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

// Of `places` those nearest to each of `from`: north and south from it until the latitude alone is too far.
// `is_itself`: the two lists are one, and nobody is near to itself.
near_places find_near(std::vector<position> const& from, std::vector<position> const& places, bool const is_itself) {
  auto order = std::vector<std::uint32_t>(places.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t const d) { return places[d].lat_e7_; });
  auto all = from;
  all.insert(all.end(), places.begin(), places.end());
  auto const east = least_east{all};
  auto found = near_places{.first_ = {0}, .to_ = {}};
  auto best = std::vector<nearest>{};
  for (auto i = std::uint32_t{0}; i != from.size(); ++i) {
    auto const here = from[i];
    best.clear();
    auto const look = [&](std::uint32_t const d) {
      auto const& other = places[d];
      auto const is_full = best.size() == kNearDoors;
      if (is_full && least_north_mm(std::int64_t{other.lat_e7_} - here.lat_e7_) > best.front().distance_) {
        return false;
      }
      auto const is_too_far = is_full && east.mm(std::int64_t{other.lon_e7_} - here.lon_e7_) > best.front().distance_;
      if (is_too_far || (is_itself && d == i)) {
        return true;
      }
      offer(best, {distance_between(here, other).v_, d});
      return true;
    };
    auto const middle =
        std::ranges::lower_bound(order, here.lat_e7_, {}, [&](std::uint32_t const d) { return places[d].lat_e7_; }) -
        order.begin();
    for (auto k = static_cast<std::size_t>(middle); k != order.size() && look(order[k]); ++k) {
    }
    for (auto k = static_cast<std::size_t>(middle); k != 0 && look(order[k - 1]); --k) {
    }
    std::ranges::sort(best, {}, &nearest::place_);
    std::ranges::transform(best, std::back_inserter(found.to_), &nearest::place_);
    found.first_.push_back(static_cast<std::uint32_t>(found.to_.size()));
  }
  return found;
}

time_table fill(road_times const& r, table_of_times const& times, std::size_t const profile) {
  auto const doors = r.places_ - r.core_;
  auto const at = [&](std::size_t const from, std::size_t const to) {
    return stored(times(profile, {static_cast<std::uint32_t>(from)}, {static_cast<std::uint32_t>(to)}));
  };
  auto t = time_table{};
  for (auto i = std::size_t{0}; i != r.core_; ++i) {
    for (auto k = std::size_t{0}; k != r.core_; ++k) {
      t.core_.push_back(at(i, k));
    }
  }
  for (auto d = std::size_t{0}; d != doors; ++d) {
    for (auto k = std::uint32_t{0}; k != r.core_; ++k) {
      if (!r.is_point({k})) {
        t.out_.push_back(at(r.core_ + d, k));
        t.in_.push_back(at(k, r.core_ + d));
      }
    }
    for (auto i = r.near_doors_.first_[d]; i != r.near_doors_.first_[d + 1]; ++i) {
      t.between_.push_back(at(r.core_ + d, r.core_ + r.near_doors_.to_[i]));
    }
    for (auto i = r.near_points_.first_[d]; i != r.near_points_.first_[d + 1]; ++i) {
      t.to_point_.push_back(at(r.core_ + d, r.first_point_ + r.near_points_.to_[i]));
      t.from_point_.push_back(at(r.first_point_ + r.near_points_.to_[i], r.core_ + d));
    }
  }
  return t;
}

}  // namespace

std::vector<place> places_of(scenario const& s) {
  auto places = std::vector<place>{};
  auto const add = [&](auto const& list) {
    for (auto const& p : list) {
      places.push_back({p.id_, p.name_, p.position_});
    }
  };
  add(s.depots_);
  add(s.pickup_points_);
  add(s.centres_);
  for (auto const& h : s.households_) {
    if (h.door_ && h.position_) {
      places.push_back({h.id_, door_name(h), *h.position_});
    }
  }
  return places;
}

std::vector<std::string> profiles_of(scenario const& s) {
  auto profiles = std::vector<std::string>{};
  for (auto const& v : s.vehicles_) {
    if (std::ranges::find(profiles, v.profile_) == profiles.end()) {
      profiles.push_back(v.profile_);
    }
  }
  return profiles;
}

near_places find_near_doors(std::vector<position> const& doors) { return find_near(doors, doors, true); }

near_places find_near_points(std::vector<position> const& doors, std::vector<position> const& points) {
  return find_near(doors, points, false);
}

std::optional<std::size_t> near_places::find(std::size_t const door, std::uint32_t const place) const {
  auto const begin = to_.begin() + first_[door];
  auto const end = to_.begin() + first_[door + 1];
  auto const at = std::lower_bound(begin, end, place);
  return at == end || *at != place ? std::nullopt : std::optional{static_cast<std::size_t>(at - to_.begin())};
}

seconds road_times::by_doors(time_table const& t, place_id const from, place_id const to) const {
  if (from == to) {
    return {};
  }
  auto const first = static_cast<std::uint32_t>(core_);
  auto const point = [&](place_id const p) { return p.v_ - static_cast<std::uint32_t>(first_point_); };
  if (from.v_ < core_) {
    auto const door = to.v_ - first;
    if (!is_point(from)) {
      return time_table::known(t.in_[door * hubs() + hub(from)]);
    }
    auto const at = near_points_.find(door, point(from));
    return at ? time_table::known(t.from_point_[*at]) : kNoWay;
  }
  auto const door = from.v_ - first;
  if (to.v_ >= core_) {
    auto const at = near_doors_.find(door, to.v_ - first);
    return at ? time_table::known(t.between_[*at]) : kNoWay;
  }
  if (!is_point(to)) {
    return time_table::known(t.out_[door * hubs() + hub(to)]);
  }
  auto const at = near_points_.find(door, point(to));
  return at ? time_table::known(t.to_point_[*at]) : kNoWay;
}

void number_places(scenario const& s, road_times& r) {
  auto doors = std::vector<position>{};
  for (auto const& h : s.households_) {
    if (h.door_ && h.position_) {
      doors.push_back(*h.position_);
    }
  }
  auto points = std::vector<position>{};
  std::ranges::transform(s.pickup_points_, std::back_inserter(points), &pickup_point::position_);
  r.first_point_ = s.depots_.size();
  r.first_centre_ = r.first_point_ + points.size();
  r.core_ = r.first_centre_ + s.centres_.size();
  r.places_ = r.core_ + doors.size();
  r.near_doors_ = find_near_doors(doors);
  r.near_points_ = find_near_points(doors, points);
}

seconds road_times::least_of_slices(std::size_t const profile, place_id const from, place_id const to) const {
  auto best = driving(profile, from, to);
  for (auto i = std::size_t{0}; i != slices_.size(); ++i) {
    best = std::min(best, driving(profile, from, to, span_from(i, i)));
  }
  return best;
}

std::size_t road_times::slice_at(instant const t) const {
  auto const next = std::ranges::upper_bound(slices_, t);
  return next == slices_.begin() ? 0 : static_cast<std::size_t>(next - slices_.begin()) - 1;
}

road_times times_of_table(scenario const& s, table_of_times const& times, table_of_lengths lengths) {
  auto made = road_times{};
  number_places(s, made);
  made.slices_ = {s.start_};
  made.spans_ = {{0, 0}};
  made.span_at_ = {0};
  auto const profiles = profiles_of(s).size();
  made.tables_.emplace_back();
  for (auto i = std::size_t{0}; i != profiles; ++i) {
    made.tables_[0].push_back(fill(made, times, i));
  }
  made.walks_ = walks_in_lines(s);
  made.length_ = [lengths = std::move(lengths)](std::size_t const profile, place_id const from, place_id const to,
                                                std::size_t) { return lengths(profile, from, to); };
  return made;
}

}  // namespace leeward::planning
