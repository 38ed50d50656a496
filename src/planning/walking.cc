#include "planning/walking.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace leeward::planning {

namespace {

constexpr auto const kOnFoot = "foot";

struct walker {
  std::uint32_t household_;
  metres limit_;
  roads::place_on_road at_;
};

bool anybody_walks(scenario const& s) { return std::ranges::any_of(s.households_, chooses_point); }

// `who`: of those who choose, by number.
template <typename Fn>
std::vector<walker> walkers_of(scenario const& s, roads::road_map const& map, roads::profile_id const foot, Fn&& who,
                               problems& wrong) {
  auto walkers = std::vector<walker>{};
  for (auto i = std::uint32_t{0}; i != s.households_.size(); ++i) {
    auto const& h = s.households_[i];
    if (!chooses_point(h) || !who(i)) {
      continue;
    }
    if (auto const on_road = roads::snap(map, foot, *h.position_, kSnapLimit)) {
      walkers.push_back({i, walks(h), *on_road});
    } else {
      wrong.add(fmt::format("households[{}].position", i), on_road.error().sentence_);
    }
  }
  std::ranges::stable_sort(walkers, {}, [](walker const& w) { return w.at_.where_.lat_e7_; });
  return walkers;
}

// Those to whom the way may be short enough: no way is shorter than the straight line. By their place in the list.
std::vector<std::uint32_t> near(std::vector<walker> const& walkers, roads::place_on_road const& point) {
  constexpr auto const kE7PerMetre = 91.0;  // of latitude, a little more than there are
  constexpr auto const kRadiansPerE7 = 3.14159265358979 / 1.8e9;
  auto farthest = std::int64_t{0};
  for (auto const& w : walkers) {
    farthest = std::max(farthest, w.limit_.v_);
  }
  auto const reach = static_cast<std::int32_t>(std::ceil(static_cast<double>(farthest) * kE7PerMetre));
  // A parallel is shortest where it lies farthest from the equator; near a pole any longitude may do.
  auto const shortest = std::cos(static_cast<double>(std::abs(point.where_.lat_e7_) + reach) * kRadiansPerE7);
  auto const east_reach = static_cast<double>(farthest + 2) * kE7PerMetre / std::max(shortest, 1e-9);
  auto const first = std::ranges::lower_bound(walkers, point.where_.lat_e7_ - reach, {},
                                              [](walker const& w) { return w.at_.where_.lat_e7_; });
  auto found = std::vector<std::uint32_t>{};
  for (auto i = first; i != walkers.end() && i->at_.where_.lat_e7_ <= point.where_.lat_e7_ + reach; ++i) {
    auto const east = std::abs(std::int64_t{i->at_.where_.lon_e7_} - point.where_.lon_e7_);
    constexpr auto const kRound = std::int64_t{3'600'000'000};
    if (static_cast<double>(std::min(east, kRound - east)) > east_reach) {
      continue;
    }
    // Rounded up by a metre, since both ends were snapped.
    if (to_metres(distance_between(point.where_, i->at_.where_)) <= i->limit_ + metres{1}) {
      found.push_back(static_cast<std::uint32_t>(i - walkers.begin()));
    }
  }
  return found;
}

}  // namespace

metres walked(roads::weight const on_foot, metres const off) {
  return metres{(std::int64_t{on_foot} + 899) / 900} + off;
}

namespace {

// A pickup point on its road, with the walkers around it.
struct reached {
  std::uint32_t point_;
  roads::place_on_road at_;
  std::vector<std::uint32_t> around_;
};

// Those from `first` on, as they lie from south to north in strips, so that those asked together share their walkers.
// None without walkers.
std::vector<reached> points_of(scenario const& s, roads::road_map const& map, roads::profile_id const foot,
                               std::vector<walker> const& walkers, std::size_t const first) {
  constexpr auto const kStrip = std::int32_t{100'000};  // a kilometre
  auto list = std::vector<reached>{};
  for (auto p = static_cast<std::uint32_t>(first); p != s.pickup_points_.size(); ++p) {
    auto const point = roads::snap(map, foot, s.pickup_points_[p].position_, kSnapLimit);
    if (!point) {
      continue;  // nobody walks there
    }
    if (auto around = near(walkers, *point); !around.empty()) {
      list.push_back({p, *point, std::move(around)});
    }
  }
  std::ranges::sort(list, {}, [](reached const& r) {
    return std::tuple{r.at_.where_.lat_e7_ / kStrip, r.at_.where_.lon_e7_, r.point_};
  });
  return list;
}

constexpr auto const kTogether = std::size_t{16};

// Adds the walks between these points and the walkers around them.
void walk_from(std::span<reached const> const points, std::vector<walker> const& walkers, roads::situation const& ways,
               roads::table_memory& memory, std::vector<std::vector<walk>>& found) {
  auto all = std::vector<std::uint32_t>{};
  auto from = std::vector<roads::place_on_road>{};
  for (auto const& r : points) {
    from.push_back(r.at_);
    all.insert(all.end(), r.around_.begin(), r.around_.end());
  }
  std::ranges::sort(all);
  auto const repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  auto to = std::vector<roads::place_on_road>{};
  std::ranges::transform(all, std::back_inserter(to), [&](std::uint32_t const w) { return walkers[w].at_; });
  auto times = std::vector<roads::weight>(from.size() * to.size());
  ways.matrix(from, to, times, memory);
  for (auto row = std::size_t{0}; row != points.size(); ++row) {
    auto const& r = points[row];
    auto column = all.begin();
    for (auto const w : r.around_) {
      column = std::lower_bound(column, all.end(), w);
      auto const time = times[row * to.size() + static_cast<std::size_t>(column - all.begin())];
      auto const length = walked(time, r.at_.off_ + walkers[w].at_.off_);
      if (time < roads::kNever && length <= walkers[w].limit_) {
        found[walkers[w].household_].push_back({r.point_, length});
      }
    }
  }
}

// Adds the walks of these people to the points from `first` on.
void walk_to(scenario const& s, std::size_t const first, std::vector<walker> const& walkers, roads::road_map const& map,
             roads::situation const& ways, std::vector<std::vector<walk>>& found) {
  auto const points = points_of(s, map, ways.profile(), walkers, first);
  auto memory = roads::table_memory{};
  for (auto i = std::size_t{0}; i < points.size(); i += kTogether) {
    auto const block = std::span{points}.subspan(i, std::min(kTogether, points.size() - i));
    walk_from(block, walkers, ways, memory, found);
  }
}

// Whether the straight line alone is not too long to one of the points from `first` on; some metres for what is
// rounded.
bool may_reach(scenario const& s, household const& h, std::size_t const first) {
  return std::any_of(s.pickup_points_.begin() + static_cast<std::ptrdiff_t>(first), s.pickup_points_.end(),
                     [&](pickup_point const& p) {
                       return to_metres(distance_between(p.position_, *h.position_)) <= walks(h) + metres{4};
                     });
}

}  // namespace

std::vector<std::vector<walk>> walks_on_foot(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                                             problems& wrong) {
  auto const nothing = std::vector<std::vector<walk> const*>(s.households_.size());
  return walks_on_foot(s, map, {.points_ = 0, .of_ = nothing}, wrong);
}

std::vector<std::vector<walk>> walks_on_foot(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                                             known_walks const& known, problems& wrong) {
  auto found = std::vector<std::vector<walk>>(s.households_.size());
  if (!anybody_walks(s)) {
    return found;
  }
  auto const foot = roads::find_profile(*map, kOnFoot);
  if (!foot) {
    auto const first = std::ranges::find_if(s.households_, chooses_point) - s.households_.begin();
    wrong.add(fmt::format("households[{}].position", first), foot.error().sentence_);
    return found;
  }
  auto const ways = roads::situation{map, *foot};
  auto const is_known = [&](std::uint32_t const i) { return known.of_[i] != nullptr; };
  for (auto i = std::uint32_t{0}; i != found.size(); ++i) {
    found[i] = is_known(i) ? *known.of_[i] : found[i];
  }
  auto const others = walkers_of(s, *map, *foot, [&](std::uint32_t const i) { return !is_known(i); }, wrong);
  walk_to(s, 0, others, *map, ways, found);
  if (known.points_ != s.pickup_points_.size()) {
    auto const around = [&](std::uint32_t const i) {
      return is_known(i) && may_reach(s, s.households_[i], known.points_);
    };
    walk_to(s, known.points_, walkers_of(s, *map, *foot, around, wrong), *map, ways, found);
  }
  for (auto& list : found) {
    std::ranges::sort(list, {}, [](walk const& w) { return std::pair{w.length_, w.point_}; });
  }
  return found;
}

result<void> find_off_foot(scenario const& s, roads::road_map const& map,
                           std::map<std::string, std::string, std::less<>>& gone) {
  if (!anybody_walks(s)) {
    return {};
  }
  auto const foot = roads::find_profile(map, kOnFoot);
  if (!foot) {
    return tl::unexpected{foot.error()};
  }
  for (auto const& h : s.households_) {
    if (!chooses_point(h)) {
      continue;
    }
    if (auto const on_road = roads::snap(map, *foot, *h.position_, kSnapLimit); !on_road) {
      gone.try_emplace(h.id_, "position: " + on_road.error().sentence_);
    }
  }
  return {};
}

}  // namespace leeward::planning
