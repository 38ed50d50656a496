#include "planning/measure.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/problems.h"
#include "planning/walking.h"

namespace leeward::planning {

namespace {

// One profile's places on its roads, and the roads as they are in each span of slices.
struct network {
  std::vector<roads::place_on_road> places_;
  std::vector<roads::situation> roads_;
};

using networks = std::vector<network>;

// "pickup_points[3].position"
std::vector<std::string> paths_of(scenario const& s) {
  auto paths = std::vector<std::string>{};
  auto const add = [&](std::string_view const list, std::size_t const n) {
    for (auto i = std::size_t{0}; i != n; ++i) {
      paths.push_back(fmt::format("{}[{}].position", list, i));
    }
  };
  add("depots", s.depots_.size());
  add("pickup_points", s.pickup_points_.size());
  add("centres", s.centres_.size());
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    if (s.households_[i].door_) {
      paths.push_back(fmt::format("households[{}].position", i));
    }
  }
  return paths;
}

std::vector<roads::place_on_road> snap_all(scenario const& s, roads::road_map const& map,
                                           roads::profile_id const profile, problems& wrong) {
  auto snapped = std::vector<roads::place_on_road>{};
  auto const places = places_of(s);
  auto const paths = paths_of(s);
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    if (auto const on_road = roads::snap(map, profile, places[i].position_, kSnapLimit)) {
      snapped.push_back(*on_road);
    } else {
      wrong.add(paths[i], on_road.error().sentence_);
    }
  }
  return snapped;
}

// One profile's roads, asked for tables in seconds.
class asking {
public:
  asking(network const& n, roads::situation const& roads, road_times const& numbered, roads::table_memory& memory)
      : n_{n}, roads_{roads}, r_{numbered}, memory_{memory} {}

  time_table all() {
    auto const inner = std::span{n_.places_}.first(r_.core_);
    auto const doors = std::span{n_.places_}.subspan(r_.core_);
    auto t = time_table{};
    t.core_ = ask(inner, inner);
    if (!doors.empty()) {
      auto hubs = std::vector(inner.begin(), inner.begin() + static_cast<std::ptrdiff_t>(r_.first_point_));
      hubs.insert(hubs.end(), inner.begin() + static_cast<std::ptrdiff_t>(r_.first_centre_), inner.end());
      t.out_ = ask(doors, hubs);
      t.in_ = turned(ask(hubs, doors), hubs.size(), doors.size());
      ask_near(doors, t);
    }
    return t;
  }

private:
  std::vector<std::uint32_t> ask(std::span<roads::place_on_road const> const from,
                                 std::span<roads::place_on_road const> const to) {
    auto weights = std::vector<roads::weight>(from.size() * to.size());
    roads_.matrix(from, to, weights, memory_);
    auto times = std::vector<std::uint32_t>(weights.size());
    std::ranges::transform(weights, times.begin(), [](roads::weight const w) {
      return w >= roads::kNever ? time_table::kNone : static_cast<std::uint32_t>(to_seconds_up({w}).v_);
    });
    return times;
  }

  // [doors × hubs] of times that are [hubs × doors].
  static std::vector<std::uint32_t> turned(std::vector<std::uint32_t> const& times, std::size_t const hubs,
                                           std::size_t const doors) {
    auto out = std::vector<std::uint32_t>(times.size());
    for (auto c = std::size_t{0}; c != hubs; ++c) {
      for (auto d = std::size_t{0}; d != doors; ++d) {
        out[d * hubs + c] = times[c * doors + d];
      }
    }
    return out;
  }

  // Doors by the tens, as they lie from south to north in strips, so that those of a block share their neighbours.
  static std::vector<std::uint32_t> in_strips(std::span<roads::place_on_road const> const doors) {
    constexpr auto const kStrip = std::int32_t{50'000};  // half a kilometre
    auto order = std::vector<std::uint32_t>{};
    for (auto d = std::uint32_t{0}; d != doors.size(); ++d) {
      order.push_back(d);
    }
    std::ranges::sort(order, {}, [&](std::uint32_t const d) {
      auto const at = doors[d].where_;
      return std::tuple{at.lat_e7_ / kStrip, at.lon_e7_, d};
    });
    return order;
  }

  using block = std::span<std::uint32_t const>;

  // All places that are near to some of these doors, by number.
  static std::vector<std::uint32_t> near_to(block const doors, near_places const& near) {
    auto all = std::vector<std::uint32_t>{};
    for (auto const d : doors) {
      all.insert(all.end(), near.to_.begin() + near.first_[d], near.to_.begin() + near.first_[d + 1]);
    }
    std::ranges::sort(all);
    auto const repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
  }

  std::vector<roads::place_on_road> places(std::vector<std::uint32_t> const& numbers, std::size_t const first) const {
    auto list = std::vector<roads::place_on_road>{};
    for (auto const i : numbers) {
      list.push_back(n_.places_[first + i]);
    }
    return list;
  }

  // Each door's near ones from a table of [doors × others], or of [others × doors].
  static void pick(block const doors, near_places const& near, std::vector<std::uint32_t> const& others,
                   std::vector<std::uint32_t> const& table, bool const is_turned, std::vector<std::uint32_t>& to) {
    for (auto row = std::size_t{0}; row != doors.size(); ++row) {
      for (auto k = near.first_[doors[row]]; k != near.first_[doors[row] + 1]; ++k) {
        auto const column = static_cast<std::size_t>(std::ranges::lower_bound(others, near.to_[k]) - others.begin());
        to[k] = is_turned ? table[column * doors.size() + row] : table[row * others.size() + column];
      }
    }
  }

  void ask_near(std::span<roads::place_on_road const> const doors, time_table& t) {
    constexpr auto const kBlock = std::size_t{64};
    t.between_.resize(r_.near_doors_.to_.size(), time_table::kNone);
    t.to_point_.resize(r_.near_points_.to_.size(), time_table::kNone);
    t.from_point_ = t.to_point_;
    auto const order = in_strips(doors);
    for (auto i = std::size_t{0}; i < order.size(); i += kBlock) {
      auto const these = block{order}.subspan(i, std::min(kBlock, order.size() - i));
      auto const from = places({these.begin(), these.end()}, r_.core_);
      auto const near_doors = near_to(these, r_.near_doors_);
      pick(these, r_.near_doors_, near_doors, ask(from, places(near_doors, r_.core_)), false, t.between_);
      auto const near_points = near_to(these, r_.near_points_);
      auto const points = places(near_points, r_.first_point_);
      pick(these, r_.near_points_, near_points, ask(from, points), false, t.to_point_);
      pick(these, r_.near_points_, near_points, ask(points, from), true, t.from_point_);
    }
  }

  network const& n_;
  roads::situation const& roads_;
  road_times const& r_;
  roads::table_memory& memory_;
};

// Those that hold at some moment of these slices.
std::vector<roads::closure> closures_in(scenario const& s, std::vector<instant> const& slices, slice_span const span) {
  auto const from = slices[span.first_];
  auto const until = span.last_ + 1 == slices.size() ? s.end_ : slices[span.last_ + 1];
  auto holding = std::vector<roads::closure>{};
  for (auto const& c : s.closures_) {
    if ((!c.from_ || *c.from_ < until) && (!c.to_ || from < *c.to_)) {
      holding.push_back(c);
      holding.back().from_.reset();
      holding.back().to_.reset();
    }
  }
  return holding;
}

// Closes the span's roads for every profile and asks for all times.
result<void> add_span(scenario const& s, networks& all, road_times& times, slice_span const span) {
  auto const closures = closures_in(s, times.slices_, span);
  auto& tables = times.tables_.emplace_back();
  auto memory = roads::table_memory{};
  for (auto& n : all) {
    auto roads = n.roads_.front();
    if (auto const closed = roads.close(closures); !closed) {
      return tl::unexpected{closed.error()};
    }
    n.roads_.push_back(std::move(roads));
    tables.push_back(asking{n, n.roads_.back(), times, memory}.all());
  }
  times.spans_.push_back(span);
  times.span_at_[span.first_ * times.slices_.size() + span.last_] = times.spans_.size() - 1;
  return {};
}

// The longest drive of any table, with its breaks.
seconds longest_leg(scenario const& s, road_times const& times) {
  auto longest = std::uint32_t{0};
  auto const add = [&](std::vector<std::uint32_t> const& list) {
    for (auto const t : list) {
      longest = t == time_table::kNone ? longest : std::max(longest, t);
    }
  };
  for (auto const& of_span : times.tables_) {
    for (auto const& t : of_span) {
      add(t.core_);
      add(t.out_);
      add(t.in_);
      add(t.between_);
      add(t.to_point_);
      add(t.from_point_);
    }
  }
  auto const& rules = s.crew_rules_;
  return seconds{longest} + rules.break_s_ * (longest / rules.driving_without_break_s_.v_ + 1);
}

// Every slice, and all spans that a leg may touch; what is longer is as the whole operation.
result<void> add_spans(scenario const& s, networks& all, road_times& times) {
  auto const n = times.slices_.size();
  for (auto length = std::size_t{1}; length < n; ++length) {
    auto const longest = longest_leg(s, times);
    for (auto i = std::size_t{0}; i + length <= n; ++i) {
      auto const last = i + length - 1;
      if (length < 3 || times.slices_[last] - times.slices_[i + 1] < longest) {
        if (auto const added = add_span(s, all, times, {i, last}); !added) {
          return added;
        }
      }
    }
  }
  return {};
}

std::string path_of_profile(scenario const& s, std::string const& profile) {
  auto const first = std::ranges::find(s.vehicles_, profile, &vehicle::profile_);
  return fmt::format("vehicles[{}].profile", first - s.vehicles_.begin());
}

// Of the profiles that the roads have.
networks networks_of(scenario const& s, std::shared_ptr<roads::road_map const> const& map, problems& wrong) {
  auto all = networks{};
  for (auto const& profile : profiles_of(s)) {
    if (auto const id = roads::find_profile(*map, profile)) {
      all.push_back({.places_ = snap_all(s, *map, *id, wrong), .roads_ = {roads::situation{map, *id}}});
    } else {
      wrong.add(path_of_profile(s, profile), id.error().sentence_);
    }
  }
  return all;
}

// What add_span() would say first, for when other problems keep it from being asked.
void check_closures(scenario const& s, networks const& all, problems& wrong) {
  for (auto const& n : all) {
    auto roads = n.roads_.front();
    if (auto const closed = roads.close(closures_during(s)); !closed) {
      wrong.add("closures", closed.error().sentence_);
      return;
    }
  }
}

road_times empty_times(scenario const& s) {
  auto times = road_times{};
  number_places(s, times);
  times.slices_ = slice_starts(s);
  times.span_at_.resize(times.slices_.size() * times.slices_.size());
  return times;
}

}  // namespace

std::vector<roads::closure> closures_during(scenario const& s) {
  auto during = std::vector<roads::closure>{};
  for (auto const& c : s.closures_) {
    if (c.from_.value_or(s.start_) < s.end_ && s.start_ < c.to_.value_or(s.end_)) {
      during.push_back(c);
      during.back().from_.reset();
      during.back().to_.reset();
    }
  }
  return during;
}

result<road_times> measure(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                           std::string_view const source) {
  auto wrong = problems{source};
  auto all = networks_of(s, map, wrong);
  auto walks = walks_on_foot(s, map, wrong);
  if (!wrong.empty()) {
    check_closures(s, all, wrong);
    return wrong.to_error();
  }
  auto times = empty_times(s);
  times.walks_ = std::move(walks);
  auto kept = std::make_shared<networks>(std::move(all));
  if (auto const whole = add_span(s, *kept, times, {0, times.slices_.size() - 1}); !whole) {
    wrong.add("closures", whole.error().sentence_);
    return wrong.to_error();
  }
  if (auto const added = add_spans(s, *kept, times); !added) {
    return tl::unexpected{added.error()};
  }
  times.are_shortest_ = times.slices_.size() == 1;
  times.length_ = [kept](std::size_t const profile, place_id const from, place_id const to, std::size_t const span) {
    auto const& n = (*kept)[profile];
    auto const route = n.roads_[span + 1].find_route(n.places_[from.v_], n.places_[to.v_]);
    return route ? to_metres(route->length_) : metres{};
  };
  return times;
}

result<std::vector<skipped>> skip_off_road(scenario& s, roads::road_map const& map) {
  auto gone = std::map<std::string, std::string, std::less<>>{};
  for (auto const& profile : profiles_of(s)) {
    auto const id = roads::find_profile(map, profile);
    if (!id) {
      return tl::unexpected{id.error()};
    }
    for (auto const& h : s.households_) {
      auto const on_road = h.door_ ? roads::snap(map, *id, *h.position_, kSnapLimit) : roads::place_on_road{};
      if (!on_road) {
        gone.try_emplace(h.id_, "position: " + on_road.error().sentence_);
      }
    }
  }
  if (auto const walkers = find_off_foot(s, map, gone); !walkers) {
    return tl::unexpected{walkers.error()};
  }
  return leave_out(s, std::move(gone));
}

}  // namespace leeward::planning
