#include "planning/walking.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

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

std::vector<walker> walkers_of(scenario const& s, roads::road_map const& map, roads::profile_id const foot,
                               problems& wrong) {
  auto walkers = std::vector<walker>{};
  for (auto i = std::uint32_t{0}; i != s.households_.size(); ++i) {
    auto const& h = s.households_[i];
    if (!chooses_point(h)) {
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

// Those to whom the way may be short enough: no way is shorter than the straight line.
std::vector<walker const*> near(std::vector<walker> const& walkers, roads::place_on_road const& point) {
  constexpr auto const kE7PerMetre = 91.0;  // of latitude, a little more than there are
  auto farthest = std::int64_t{0};
  for (auto const& w : walkers) {
    farthest = std::max(farthest, w.limit_.v_);
  }
  auto const reach = static_cast<std::int32_t>(std::ceil(static_cast<double>(farthest) * kE7PerMetre));
  auto const first = std::ranges::lower_bound(walkers, point.where_.lat_e7_ - reach, {},
                                              [](walker const& w) { return w.at_.where_.lat_e7_; });
  auto found = std::vector<walker const*>{};
  for (auto i = first; i != walkers.end() && i->at_.where_.lat_e7_ <= point.where_.lat_e7_ + reach; ++i) {
    // Rounded up by a metre, since both ends were snapped.
    if (to_metres(distance_between(point.where_, i->at_.where_)) <= i->limit_ + metres{1}) {
      found.push_back(&*i);
    }
  }
  return found;
}

}  // namespace

metres walked(roads::weight const on_foot, metres const off) {
  return metres{(std::int64_t{on_foot} + 899) / 900} + off;
}

std::vector<std::vector<walk>> walks_on_foot(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                                             problems& wrong) {
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
  auto const walkers = walkers_of(s, *map, *foot, wrong);
  for (auto p = std::uint32_t{0}; p != s.pickup_points_.size(); ++p) {
    auto const point = roads::snap(*map, *foot, s.pickup_points_[p].position_, kSnapLimit);
    if (!point) {
      continue;  // nobody walks there
    }
    auto const around = near(walkers, *point);
    auto to = std::vector<roads::place_on_road>{};
    for (auto const* const w : around) {
      to.push_back(w->at_);
    }
    auto times = std::vector<roads::weight>(to.size());
    ways.matrix(std::span{&*point, 1}, to, times);
    for (auto i = std::size_t{0}; i != around.size(); ++i) {
      auto const length = walked(times[i], point->off_ + around[i]->at_.off_);
      if (times[i] < roads::kNever && length <= around[i]->limit_) {
        found[around[i]->household_].push_back({p, length});
      }
    }
  }
  for (auto& list : found) {
    std::ranges::stable_sort(list, {}, &walk::length_);
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
