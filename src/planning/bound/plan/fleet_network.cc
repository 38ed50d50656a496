#include "planning/bound/plan/fleet_network.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "base/geo.h"

namespace leeward::planning::bound {

namespace {

// As many doors know the ways to all others; more stand for the point that is nearest to them.
constexpr auto const kFewDoors = kNearDoors + 1;
constexpr auto const kMostSides = std::size_t{6};
constexpr auto const kLeastPerDegree = std::int64_t{11};  // millimetres for 1e-7 degrees of latitude

// How the boarding places of the problem become points of the network.
struct grouping {
  std::vector<point_id> points_{};     // the network's
  std::vector<point_id> doors_{};      // those near a point
  std::vector<std::uint32_t> near_{};  // of each of these: the network's point
  std::vector<boards> of_place_{};     // [problem's points]
};

std::int32_t least(problem const& p, std::size_t const profile, place_id const from, place_id const to) {
  auto const t = p.times_.least(profile, from, to);
  return t >= kNoWay || t.v_ >= kFar ? kFar : static_cast<std::int32_t>(t.v_);
}

position where(scenario const& s, std::vector<position> const& doors, std::size_t const point) {
  return point < s.pickup_points_.size() ? s.pickup_points_[point].position_ : doors[point - s.pickup_points_.size()];
}

// Many lie too far north or south to be looked at.
template <typename Where>
std::uint32_t nearest_of(position const here, std::size_t const n, Where&& there) {
  auto best = std::uint32_t{0};
  auto shortest = distance_between(here, there(0));
  for (auto k = std::uint32_t{1}; k < n; ++k) {
    auto const north = std::abs(std::int64_t{there(k).lat_e7_} - here.lat_e7_);
    if (north * kLeastPerDegree < shortest.v_) {
      auto const d = distance_between(here, there(k));
      best = d < shortest ? k : best;
      shortest = std::min(d, shortest);
    }
  }
  return best;
}

grouping group_places(problem const& p) {
  auto const& s = p.scenario_;
  auto doors = std::vector<position>{};
  for (auto const& h : s.households_) {
    if (h.door_) {
      doors.push_back(*h.position_);
    }
  }
  auto g = grouping{};
  auto const all = p.points_.size();
  auto const own =
      all - p.first_door_ <= kFewDoors ? all : std::max<std::size_t>(p.first_door_, std::min<std::size_t>(1, all));
  for (auto i = std::uint32_t{0}; i != all; ++i) {
    if (i < own) {
      g.of_place_.push_back({.point_ = i, .at_door_ = false});
      g.points_.push_back({i});
      continue;
    }
    auto const best = nearest_of(where(s, doors, i), own, [&](std::size_t const k) { return where(s, doors, k); });
    g.of_place_.push_back({.point_ = best, .at_door_ = true});
    g.doors_.push_back({i});
    g.near_.push_back(best);
  }
  return g;
}

using row = std::vector<std::int32_t>;

// By way of other points, where that is less.
void by_others(row& to, std::vector<std::int32_t> const& between, bool const backwards) {
  auto const n = to.size();
  auto done = std::vector<bool>(n);
  for (auto round = std::size_t{0}; round != n; ++round) {
    auto next = n;
    for (auto i = std::size_t{0}; i != n; ++i) {
      next = !done[i] && (next == n || to[i] < to[next]) ? i : next;
    }
    if (to[next] >= kFar) {
      return;
    }
    done[next] = true;
    for (auto i = std::size_t{0}; i != n; ++i) {
      auto const step = backwards ? between[i * n + next] : between[next * n + i];
      to[i] = std::min(to[i], to[next] + step);
    }
  }
}

// Of one profile: from all depots and centres to the points, and from the points to the centres.
struct profile_legs {
  std::vector<row> from_depots_{};
  row empty_{};
  row loaded_{};
  std::vector<row> home_{};  // [depots][centres]
};

class measurer {
public:
  measurer(problem const& p, grouping const& g, std::size_t const profile) : p_{p}, g_{g}, profile_{profile} {
    for (auto const a : g.points_) {
      for (auto const b : g.points_) {
        between_.push_back(least(p, profile, p.at(a), p.at(b)));
      }
    }
  }

  row to_points(place_id const from, bool const doors) const {
    return over_points(doors, false, [&](point_id const q) { return least(p_, profile_, from, p_.at(q)); });
  }
  row from_points(place_id const to, bool const doors) const {
    return over_points(doors, true, [&](point_id const q) { return least(p_, profile_, p_.at(q), to); });
  }

private:
  template <typename Way>
  row over_points(bool const doors, bool const backwards, Way&& way) const {
    auto r = row{};
    for (auto const q : g_.points_) {
      r.push_back(way(q));
    }
    for (auto i = std::size_t{0}; doors && i != g_.doors_.size(); ++i) {
      r[g_.near_[i]] = std::min(r[g_.near_[i]], way(g_.doors_[i]));
    }
    by_others(r, between_, backwards);
    return r;
  }

  problem const& p_;
  grouping const& g_;
  std::size_t profile_;
  row between_{};
};

profile_legs measure_legs(problem const& p, grouping const& g, measurer const& m, std::size_t const profile,
                          bool const doors) {
  auto all = profile_legs{};
  auto const centres = static_cast<std::uint32_t>(p.scenario_.centres_.size());
  for (auto d = std::uint32_t{0}; d != p.scenario_.depots_.size(); ++d) {
    all.from_depots_.push_back(m.to_points(p.at(depot_id{d}), doors && !g.doors_.empty()));
    auto& home = all.home_.emplace_back();
    for (auto c = std::uint32_t{0}; c != centres; ++c) {
      home.push_back(least(p, profile, p.at(centre_id{c}), p.at(depot_id{d})));
    }
  }
  for (auto c = std::uint32_t{0}; c != centres; ++c) {
    auto const out = m.to_points(p.at(centre_id{c}), doors && !g.doors_.empty());
    auto const in = m.from_points(p.at(centre_id{c}), doors && !g.doors_.empty());
    all.empty_.insert(all.empty_.end(), out.begin(), out.end());
    all.loaded_.insert(all.loaded_.end(), in.begin(), in.end());
  }
  return all;
}

// A vehicle may pass by its depot between two trips.
row empty_by_depot(profile_legs const& l, std::size_t const depot, std::size_t const points) {
  auto empty = l.empty_;
  for (auto i = std::size_t{0}; i != empty.size(); ++i) {
    empty[i] = std::min({empty[i], l.home_[depot][i / points] + l.from_depots_[depot][i % points], kFar});
  }
  return empty;
}

// Around those that lie most apart, as seen from where each comes back to.
std::vector<std::uint32_t> find_sides(row const& empty, row const& back, std::size_t const points) {
  auto const apart = [&](std::size_t const a, std::size_t const b) {
    auto sum = std::int64_t{0};
    for (auto q = std::size_t{0}; q != points; ++q) {
      sum += std::abs((empty[a * points + q] - back[a]) - (empty[b * points + q] - back[b]));
    }
    return sum;
  };
  auto const centres = back.size();
  auto side = std::vector<std::uint32_t>(centres);
  auto nearest = std::vector<std::int64_t>(centres, std::int64_t{1} << 60U);
  auto next = std::size_t{0};
  for (auto s = std::uint32_t{0}; s != kMostSides; ++s) {
    for (auto c = std::size_t{0}; c != centres; ++c) {
      if (auto const d = apart(c, next); d < nearest[c]) {
        nearest[c] = d;
        side[c] = s;
      }
    }
    next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
  }
  return side;
}

legs legs_from(profile_legs const& l, drives const& d, std::size_t const points) {
  auto const empty = empty_by_depot(l, d.depot_.v_, points);
  auto made = legs{.first_ = l.from_depots_[d.depot_.v_], .on_ = row(kMostSides * points, kFar), .loaded_ = l.loaded_};
  for (auto i = std::size_t{0}; i != empty.size(); ++i) {
    auto const c = i / points;
    if (empty[i] < kFar) {
      auto& on = made.on_[d.side_[c] * points + i % points];
      on = std::min(on, std::max(0, empty[i] - d.back_[c]));
    }
  }
  return made;
}

// The way back to the nearest of all places where a vehicle could go on.
void add_ways_back(drives& d, profile_legs const& l, profile_legs const& doors, std::size_t const points) {
  auto const& home = l.home_[d.depot_.v_];
  d.back_ = home;
  for (auto const* const x : {&l, &doors}) {
    for (auto i = std::size_t{0}; i != x->empty_.size(); ++i) {
      d.back_[i / points] = std::min(d.back_[i / points], x->empty_[i]);
    }
  }
  d.side_ = find_sides(empty_by_depot(l, d.depot_.v_, points), d.back_, points);
  d.home_.assign(kMostSides, kFar);
  for (auto c = std::size_t{0}; c != home.size(); ++c) {
    auto& on = d.home_[d.side_[c]];
    on = home[c] >= kFar ? on : std::min(on, home[c] - d.back_[c]);
  }
}

// What a stop at a door may save on the way: passing it is no short cut but for turning round there.
std::int32_t most_saved(problem const& p, std::size_t const profile) {
  auto const doors = static_cast<std::uint32_t>(p.points_.size()) - p.first_door_;
  auto most = std::int32_t{0};
  for (auto d = std::uint32_t{0}; d != doors; ++d) {
    auto const here = p.at(point_id{p.first_door_ + d});
    for (auto i = p.times_.near_doors_.first_[d]; i != p.times_.near_doors_.first_[d + 1]; ++i) {
      auto const there = p.at(point_id{p.first_door_ + p.times_.near_doors_.to_[i]});
      auto const step = least(p, profile, here, there);
      for (auto c = std::uint32_t{0}; step < kFar && c != p.scenario_.centres_.size(); ++c) {
        auto const in = least(p, profile, p.at(centre_id{c}), here);
        auto const out = least(p, profile, there, p.at(centre_id{c}));
        most = std::max(most, in >= kFar ? 0 : least(p, profile, p.at(centre_id{c}), there) - in - step);
        most = std::max(most, out >= kFar ? 0 : least(p, profile, here, p.at(centre_id{c})) - out - step);
      }
    }
  }
  return most;
}

void add_drives(fleet_network& n, problem const& p, grouping const& g) {
  auto const profiles = p.times_.tables_.front().size();
  for (auto profile = std::size_t{0}; profile != profiles; ++profile) {
    auto const m = measurer{p, g, profile};
    auto const points = measure_legs(p, g, m, profile, false);
    auto const doors = g.doors_.empty() ? points : measure_legs(p, g, m, profile, true);
    for (auto d = std::uint32_t{0}; d != p.scenario_.depots_.size(); ++d) {
      auto& made = n.drives_.emplace_back();
      made.profile_ = profile;
      made.depot_ = {d};
      add_ways_back(made, points, doors, n.points_);
      made.points_ = legs_from(points, made, n.points_);
      made.doors_ = g.doors_.empty() ? legs{} : legs_from(doors, made, n.points_);
    }
    if (!g.doors_.empty()) {
      n.door_stop_ = std::max(0, n.door_stop_ - most_saved(p, profile));
    }
  }
}

// Seats are what runs out; somebody without a seat of their own takes no time here.
std::int32_t a_seat(problem const& p, std::int64_t const per_person) {
  auto least_time = per_person;
  for (auto const& h : p.households_) {
    if (h.takes_.seats_.v_ > h.persons_.v_) {
      least_time = std::min(least_time, per_person * h.persons_.v_ / h.takes_.seats_.v_);
    }
  }
  return static_cast<std::int32_t>(least_time);
}

void add_services(fleet_network& n, problem const& p, grouping const& g) {
  auto const& s = p.scenario_;
  auto per_person = s.loading_.per_person_s_.v_;
  for (auto const& q : p.points_) {
    per_person = std::min(per_person, q.loading_.per_person_s_.v_);
  }
  for (auto const q : g.points_) {
    n.loading_.push_back(static_cast<std::int32_t>(p.points_[q.v_].loading_.fixed_s_.v_));
  }
  n.boarding_ = a_seat(p, per_person);
  n.unloading_ = static_cast<std::int32_t>(s.unloading_.fixed_s_.v_);
  n.leaving_ = a_seat(p, s.unloading_.per_person_s_.v_);
  n.door_stop_ = static_cast<std::int32_t>(s.loading_.fixed_s_.v_);
}

void add_boards(fleet_network& n, problem const& p, grouping const& g) {
  n.boards_.resize(p.households_.size());
  for (auto i = std::size_t{0}; i != n.boards_.size(); ++i) {
    for (auto const q : p.households_[i].boards_at_) {
      auto const at = g.of_place_[q.v_];
      n.boards_[i].push_back(at);
      if (at.at_door_) {
        n.most_at_door_ = std::max(n.most_at_door_, p.households_[i].takes_.seats_.v_);
      }
    }
  }
}

// What is left of a shift: of one that has begun, from where it stands.
std::optional<duty_group> group_of(problem const& p, vehicle_id const v, std::size_t const turn_index) {
  auto const& s = p.scenario_;
  auto const& vehicle = p.vehicles_[v.v_];
  auto const& named = s.vehicles_[v.v_];
  auto const& turn = vehicle.turns_[turn_index];
  auto const& shift = named.crews_[turn.crew_].shifts_[turn.shift_];
  auto g = duty_group{.seats_ = vehicle.has_.seats_.v_,
                      .bays_ = vehicle.has_.wheelchair_bays_.v_,
                      .lying_ = vehicle.has_.lying_places_.v_,
                      .oxygen_ = vehicle.has_.oxygen_.v_};
  auto from = std::max({shift.from_, s.start_, available_from(s, named)});
  auto const until = std::min(shift.until_, named.available_until_.value_or(shift.until_));
  for (auto const& b : vehicle.begun_) {
    if (b.turn_ == turn_index) {
      from = std::max(s.start_, b.may_go_on_ ? b.clock_.now_ : s.committed_->duties_[b.duty_].end_);
      g.driven_ = static_cast<std::int32_t>(b.clock_.driven_.v_);
      g.since_break_ = static_cast<std::int32_t>(b.clock_.since_break_.v_);
      g.begins_at_ = b.may_go_on_ ? b.at_.v_ - p.first_centre_ : centre_id::kNone;
    }
  }
  if (from >= std::min(until, s.end_)) {
    return std::nullopt;
  }
  g.drives_ = vehicle.profile_ * s.depots_.size() + vehicle.depot_.v_;
  g.from_ = static_cast<std::int32_t>((from - s.start_).v_);
  // Nothing is asked of a shift that goes on for long after everybody has arrived.
  g.until_ = static_cast<std::int32_t>(std::min<std::int64_t>((until - s.start_).v_, kFar / 2));
  return g;
}

void add_groups(fleet_network& n, problem const& p) {
  auto found = std::map<duty_group, std::vector<vehicle_id>>{};
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    for (auto t = std::size_t{0}; t != p.vehicles_[v].turns_.size(); ++t) {
      if (auto const g = group_of(p, {v}, t)) {
        found[*g].push_back({v});
      }
    }
  }
  for (auto& [like, vehicles] : found) {
    n.groups_.push_back({like, std::move(vehicles)});
  }
}

}  // namespace

std::int32_t breaks_by(crew_rules const& rules, std::int64_t const driven) {
  auto const most = rules.driving_without_break_s_.v_;
  return most <= 0 || driven <= 0 ? 0 : static_cast<std::int32_t>((driven - 1) / most);
}

fleet_network::fleet_network(problem const& p) {
  auto const g = group_places(p);
  points_ = g.points_.size();
  places_ = g.points_;
  centres_ = p.scenario_.centres_.size();
  end_ = static_cast<std::int32_t>((p.scenario_.end_ - p.scenario_.start_).v_);
  sides_ = kMostSides;
  beds_ = p.beds_;
  add_services(*this, p, g);
  add_drives(*this, p, g);
  add_boards(*this, p, g);
  add_groups(*this, p);
}

}  // namespace leeward::planning::bound
