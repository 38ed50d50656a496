#include "planning/known_survey.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "planning/numbers.h"

namespace leeward::planning {

namespace {

// A closure of more roads than this is not looked at road by road.
constexpr auto const kMostRoads = std::size_t{64};

std::vector<on_foot> walkers_of(scenario const& s) {
  auto list = std::vector<on_foot>{};
  list.reserve(s.households_.size());
  for (auto const& h : s.households_) {
    auto const chooses = chooses_point(h);
    list.push_back({h.id_, chooses ? h.position_ : std::nullopt, chooses ? walks(h) : metres{}});
  }
  return list;
}

earlier_numbers find_places(std::vector<place> const& now, std::vector<place> const& before) {
  auto const numbers = number<household_number>(before);
  auto list = earlier_numbers{};
  for (auto const& p : now) {
    auto const at = numbers.find(p.id_);
    auto const is_there = at != numbers.end() && before[at->second.v_].position_ == p.position_;
    list.push_back(is_there ? at->second.v_ : kNew);
  }
  return list;
}

// Of so many places from `first` on, counted from there; kNew for what was of another kind.
earlier_numbers part_of(earlier_numbers const& all, std::size_t const first, std::size_t const n,
                        std::size_t const first_before, std::size_t const n_before) {
  auto part = earlier_numbers{};
  for (auto i = first; i != first + n; ++i) {
    auto const is_one = all[i] >= first_before && all[i] < first_before + n_before;
    part.push_back(is_one ? all[i] - static_cast<std::uint32_t>(first_before) : kNew);
  }
  return part;
}

// Those of a kind, whose numbers begin with `first` there.
void add(earlier_numbers const& part, std::size_t const first, earlier_numbers& to) {
  std::ranges::transform(part, std::back_inserter(to), [&](std::uint32_t const i) {
    return i == kNew ? kNew : i + static_cast<std::uint32_t>(first);
  });
}

// Walks are to points by number, so those before must be the first ones of today.
known_walks find_walks(scenario const& s, std::vector<on_foot> const& now, earlier_numbers const& earlier,
                       survey const& before) {
  auto known = known_walks{.points_ = 0, .of_ = std::vector<std::vector<walk> const*>(now.size())};
  auto const& times = before.times_;
  auto const n = times.first_centre_ - times.first_point_;
  if (s.pickup_points_.size() < n) {
    return known;
  }
  auto const points = part_of(earlier, s.depots_.size(), n, times.first_point_, n);
  for (auto i = std::uint32_t{0}; i != n; ++i) {
    if (points[i] != i) {
      return known;
    }
  }
  known.points_ = n;
  auto numbers = std::unordered_map<std::string_view, std::size_t>{};
  for (auto i = std::size_t{0}; i != before.walkers_.size(); ++i) {
    numbers.emplace(before.walkers_[i].household_, i);
  }
  for (auto i = std::size_t{0}; i != now.size(); ++i) {
    auto const at = numbers.find(now[i].household_);
    if (now[i].from_ && at != numbers.end() && before.walkers_[at->second].from_ == now[i].from_ &&
        before.walkers_[at->second].limit_ == now[i].limit_) {
      known.of_[i] = &times.walks_[at->second];
    }
  }
  return known;
}

// Whether a way may have passed one of some roads that are slower now: if it could, over the road's middle, have been
// there in its time.
class passing {
public:
  passing(road_times const& r, network const& n, roads::situation const& before,
          std::vector<roads::place_on_road> const& slower, roads::table_memory& memory)
      : r_{r}, n_{n}, roads_{slower.size()} {
    auto const ask = [&](std::span<roads::place_on_road const> const from,
                         std::span<roads::place_on_road const> const to) {
      auto times = std::vector<roads::weight>(from.size() * to.size());
      before.matrix(from, to, times, memory);
      return times;
    };
    if (slower.empty()) {
      return;
    }
    auto const places = std::span{n.places_};
    there_ = ask(places, slower);
    onward_ = ask(slower, places);
    for (auto const& s : slower) {
      segments_.push_back(s.segment_);
    }
    std::ranges::sort(segments_);
  }

  // Of a door's ways to and from its neighbours, which took as long as the table says.
  bool may_pass(std::size_t const d, time_table const& t) const {
    auto const door = r_.core_ + d;
    for (auto k = r_.near_doors_.first_[d]; k != r_.near_doors_.first_[d + 1]; ++k) {
      if (may_pass(door, r_.core_ + r_.near_doors_.to_[k], t.between_[k])) {
        return true;
      }
    }
    for (auto k = r_.near_points_.first_[d]; k != r_.near_points_.first_[d + 1]; ++k) {
      auto const point = r_.first_point_ + r_.near_points_.to_[k];
      if (may_pass(door, point, t.to_point_[k]) || may_pass(point, door, t.from_point_[k])) {
        return true;
      }
    }
    return false;
  }

private:
  bool lies_there(std::size_t const place) const {
    return std::ranges::binary_search(segments_, n_.places_[place].segment_);
  }

  bool may_pass(std::size_t const from, std::size_t const to, std::uint32_t const took_s) const {
    if (took_s == time_table::kNone) {
      return false;
    }
    if (lies_there(to) || lies_there(from)) {
      return true;
    }
    auto const took = std::int64_t{took_s} * 1000;
    for (auto i = std::size_t{0}; i != roads_; ++i) {
      if (std::int64_t{there_[from * roads_ + i]} + onward_[i * n_.places_.size() + to] <= took) {
        return true;
      }
    }
    return false;
  }

  road_times const& r_;
  network const& n_;
  std::size_t roads_;
  std::vector<roads::weight> there_{};   // [places × roads]
  std::vector<roads::weight> onward_{};  // [roads × places]
  std::vector<roads::segment_id> segments_{};
};

// Copies what stands in an earlier list; the others are left as none.
std::vector<std::uint32_t> taken(std::vector<std::uint32_t> const& was, std::vector<std::uint32_t> const& at) {
  auto list = std::vector<std::uint32_t>{};
  list.reserve(at.size());
  for (auto const i : at) {
    list.push_back(i == kNew ? time_table::kNone : was[i]);
  }
  return list;
}

// Of those before the profile's, with its number.
std::pair<network const*, std::size_t> network_of(survey const& before, roads::profile_id const profile) {
  auto const& all = before.networks_->of_profile_;
  auto const at = std::ranges::find(all, profile, &network::profile_);
  return at == all.end() ? std::pair{static_cast<network const*>(nullptr), std::size_t{0}}
                         : std::pair{&*at, static_cast<std::size_t>(at - all.begin())};
}

// An earlier span, and the roads that have become slower since.
struct likest {
  time_table const* table_;
  roads::situation const* roads_;
  std::vector<roads::place_on_road> slower_;
};

// The one with the fewest of these. Nothing if none has few, or ways would be shorter now.
std::optional<likest> find_likest(survey const& before, network const& now) {
  auto best = std::optional<likest>{};
  auto const [n, profile] = network_of(before, now.profile_);
  for (auto i = std::size_t{0}; n != nullptr && i + 1 < n->roads_.size(); ++i) {
    auto slower = now.roads_.back().slower_than(n->roads_[i + 1]);
    if (slower && slower->size() < (best ? best->slower_.size() : kMostRoads + 1)) {
      best = likest{&before.times_.tables_[i][profile], &n->roads_[i + 1], std::move(*slower)};
    }
  }
  return best;
}

// Rows of an earlier table in another order, and its columns too; none where a row or a column is new.
std::vector<std::uint32_t> moved(std::vector<std::uint32_t> const& was, std::size_t const width_before,
                                 std::span<std::uint32_t const> const rows,
                                 std::span<std::uint32_t const> const columns) {
  auto table = std::vector<std::uint32_t>{};
  table.reserve(rows.size() * columns.size());
  for (auto const r : rows) {
    for (auto const c : columns) {
      table.push_back(r == kNew || c == kNew ? time_table::kNone : was[r * width_before + c]);
    }
  }
  return table;
}

bool has_new(near_places const& near, std::vector<std::uint32_t> const& was, std::size_t const door) {
  return std::any_of(was.begin() + near.first_[door], was.begin() + near.first_[door + 1],
                     [](std::uint32_t const i) { return i == kNew; });
}

}  // namespace

known_survey::known_survey(scenario const& s)
    : places_{places_of(s)}, walkers_{walkers_of(s)}, earlier_(places_.size(), kNew) {
  number_places(s, numbered_);
  walks_.of_.resize(s.households_.size());
}

known_survey::known_survey(scenario const& s, survey const& before)
    : places_{places_of(s)},
      walkers_{walkers_of(s)},
      before_{&before},
      earlier_{find_places(places_, before.places_)},
      walks_{find_walks(s, walkers_, earlier_, before)} {
  auto& now = numbered_;
  auto const& was = before.times_;
  count_places(s, now);
  auto const points = part_of(earlier_, now.first_point_, now.first_centre_ - now.first_point_, was.first_point_,
                              was.first_centre_ - was.first_point_);
  doors_ = part_of(earlier_, now.core_, now.places_ - now.core_, was.core_, was.places_ - was.core_);
  auto const depots = part_of(earlier_, 0, now.first_point_, 0, was.first_point_);
  auto const centres = part_of(earlier_, now.first_centre_, now.core_ - now.first_centre_, was.first_centre_,
                               was.core_ - was.first_centre_);
  add(depots, 0, hubs_);
  add(centres, was.first_point_, hubs_);
  add(depots, 0, core_);
  add(points, was.first_point_, core_);
  add(centres, was.first_centre_, core_);
  has_new_far_ = std::ranges::find(doors_, kNew) != doors_.end() || std::ranges::find(hubs_, kNew) != hubs_.end();
  for (auto i = std::uint32_t{0}; i != points.size(); ++i) {
    if (points[i] == kNew) {
      new_points_.push_back(i);
    }
  }
  auto const door_positions = positions_of(places_, now.core_, now.places_);
  auto const point_positions = positions_of(places_, now.first_point_, now.first_centre_);
  now.near_doors_ = find_near_doors(door_positions, was.near_doors_, doors_);
  now.near_points_ = find_near_points(door_positions, point_positions, was.near_points_, doors_, points);
  near_doors_ = find_earlier(now.near_doors_, was.near_doors_, doors_, doors_);
  near_points_ = find_earlier(now.near_points_, was.near_points_, doors_, points);
}

std::optional<roads::place_on_road> known_survey::place_on_road(roads::profile_id const profile,
                                                                std::size_t const place) const {
  auto const* const n = before_ == nullptr ? nullptr : network_of(*before_, profile).first;
  return n == nullptr || earlier_[place] == kNew ? std::nullopt : std::optional{n->places_[earlier_[place]]};
}

known_survey::unknown known_survey::fill(network const& n, roads::table_memory& memory, time_table& t) const {
  auto const& r = numbered_;
  auto todo = unknown{};
  auto const doors = static_cast<std::uint32_t>(r.places_ - r.core_);
  auto const known = before_ == nullptr ? std::nullopt : find_likest(*before_, n);
  if (!known) {
    todo.doors_.resize(doors);
    std::iota(todo.doors_.begin(), todo.doors_.end(), 0U);
    return todo;
  }
  auto const& was = *known->table_;
  todo.is_far_ = has_new_far_ || !known->slower_.empty();
  if (!todo.is_far_) {
    auto const& b = before_->times_;
    t.core_ = moved(was.core_, b.core_, core_, core_);
    t.out_ = moved(was.out_, b.hubs(), doors_, hubs_);
    t.in_ = moved(was.in_, b.hubs(), doors_, hubs_);
    todo.points_ = new_points_;
  }
  t.between_ = taken(was.between_, near_doors_);
  t.to_point_ = taken(was.to_point_, near_points_);
  t.from_point_ = taken(was.from_point_, near_points_);
  auto const pass = passing{r, n, *known->roads_, known->slower_, memory};
  for (auto d = std::uint32_t{0}; d != doors; ++d) {
    if (has_new(r.near_doors_, near_doors_, d) || has_new(r.near_points_, near_points_, d) || pass.may_pass(d, t)) {
      todo.doors_.push_back(d);
    }
  }
  return todo;
}

}  // namespace leeward::planning
