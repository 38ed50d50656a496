#include "planning/road_times.h"

#include <algorithm>
#include <iterator>
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

std::vector<position> positions_of(std::vector<place> const& places, std::size_t const first, std::size_t const last) {
  auto list = std::vector<position>{};
  std::transform(places.begin() + static_cast<std::ptrdiff_t>(first),
                 places.begin() + static_cast<std::ptrdiff_t>(last), std::back_inserter(list),
                 [](place const& p) { return p.position_; });
  return list;
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

void count_places(scenario const& s, road_times& r) {
  r.first_point_ = s.depots_.size();
  r.first_centre_ = r.first_point_ + s.pickup_points_.size();
  r.core_ = r.first_centre_ + s.centres_.size();
  r.places_ = r.core_ + static_cast<std::size_t>(std::ranges::count_if(
                            s.households_, [](household const& h) { return h.door_ && h.position_; }));
}

void number_places(scenario const& s, road_times& r) {
  count_places(s, r);
  auto const places = places_of(s);
  auto const doors = positions_of(places, r.core_, r.places_);
  r.near_doors_ = find_near_doors(doors);
  r.near_points_ = find_near_points(doors, positions_of(places, r.first_point_, r.first_centre_));
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
