#include "planning/road_times.h"

#include <algorithm>
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
  std::uint32_t door_;

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

time_table fill(std::size_t const core, near_doors const& near, table_of_times const& times,
                std::size_t const profile) {
  auto const doors = near.first_.size() - 1;
  auto const at = [&](std::size_t const from, std::size_t const to) {
    return stored(times(profile, {static_cast<std::uint32_t>(from)}, {static_cast<std::uint32_t>(to)}));
  };
  auto t = time_table{};
  for (auto i = std::size_t{0}; i != core; ++i) {
    for (auto k = std::size_t{0}; k != core; ++k) {
      t.core_.push_back(at(i, k));
    }
  }
  for (auto d = std::size_t{0}; d != doors; ++d) {
    for (auto k = std::size_t{0}; k != core; ++k) {
      t.out_.push_back(at(core + d, k));
      t.in_.push_back(at(k, core + d));
    }
    for (auto i = near.first_[d]; i != near.first_[d + 1]; ++i) {
      t.between_.push_back(at(core + d, core + near.to_[i]));
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

// From each door north and south until the latitude alone is too far.
near_doors find_near_doors(std::vector<position> const& doors) {
  auto order = std::vector<std::uint32_t>(doors.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t const d) { return doors[d].lat_e7_; });
  auto near = std::vector<std::vector<std::uint32_t>>(doors.size());
  for (auto i = std::size_t{0}; i != order.size(); ++i) {
    auto const here = doors[order[i]];
    auto best = std::vector<nearest>{};
    auto const look = [&](std::uint32_t const d) {
      auto const other = doors[d];
      auto const north = position{other.lat_e7_, here.lon_e7_};
      if (best.size() == kNearDoors && distance_between(here, north).v_ > best.front().distance_) {
        return false;
      }
      offer(best, {distance_between(here, other).v_, d});
      return true;
    };
    for (auto k = i + 1; k < order.size() && look(order[k]); ++k) {
    }
    for (auto k = i; k != 0 && look(order[k - 1]); --k) {
    }
    for (auto const& n : best) {
      near[order[i]].push_back(n.door_);
    }
    std::ranges::sort(near[order[i]]);
  }
  auto found = near_doors{.first_ = {0}, .to_ = {}};
  for (auto const& list : near) {
    found.to_.insert(found.to_.end(), list.begin(), list.end());
    found.first_.push_back(static_cast<std::uint32_t>(found.to_.size()));
  }
  return found;
}

seconds road_times::by_doors(time_table const& t, place_id const from, place_id const to) const {
  if (from.v_ < core_) {
    return time_table::known(t.in_[(to.v_ - core_) * core_ + from.v_]);
  }
  auto const door = from.v_ - core_;
  if (to.v_ < core_) {
    return time_table::known(t.out_[door * core_ + to.v_]);
  }
  if (from == to) {
    return {};
  }
  auto const begin = near_.to_.begin() + near_.first_[door];
  auto const end = near_.to_.begin() + near_.first_[door + 1];
  auto const other = static_cast<std::uint32_t>(to.v_ - core_);
  auto const at = std::lower_bound(begin, end, other);
  return at == end || *at != other ? kNoWay
                                   : time_table::known(t.between_[static_cast<std::size_t>(at - near_.to_.begin())]);
}

seconds road_times::least(std::size_t const profile, place_id const from, place_id const to) const {
  auto best = driving(profile, from, to, 0);
  for (auto i = std::size_t{0}; slices_.size() > 1 && i != slices_.size(); ++i) {
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
  auto const places = places_of(s);
  made.places_ = places.size();
  made.core_ = s.depots_.size() + s.pickup_points_.size() + s.centres_.size();
  made.slices_ = {s.start_};
  made.spans_ = {{0, 0}};
  made.span_at_ = {0};
  auto doors = std::vector<position>{};
  for (auto i = made.core_; i != places.size(); ++i) {
    doors.push_back(places[i].position_);
  }
  made.near_ = find_near_doors(doors);
  auto const profiles = profiles_of(s).size();
  made.tables_.emplace_back();
  for (auto i = std::size_t{0}; i != profiles; ++i) {
    made.tables_[0].push_back(fill(made.core_, made.near_, times, i));
  }
  made.walks_ = walks_in_lines(s);
  made.length_ = [lengths = std::move(lengths)](std::size_t const profile, place_id const from, place_id const to,
                                                std::size_t) { return lengths(profile, from, to); };
  return made;
}

}  // namespace leeward::planning
