#include "check/ask_roads.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/problems.h"

namespace leeward::check {

namespace {

using planning::household;
using planning::scenario;

constexpr auto const kOnFoot = "foot";

// Which closures hold, by their place in the scenario.
using closed = std::vector<std::size_t>;

using row = std::vector<roads::weight>;  // of all places

struct searched {
  roads::dijkstra search_;
  std::unordered_map<std::size_t, row> from_;  // by the depot or centre searched from
  std::unordered_map<std::size_t, row> to_;    // … searched back from
};

struct roads_of_profile {
  roads::profile_id id_;
  std::vector<roads::place_on_road> places_;
  std::map<closed, searched> by_closures_;
};

struct walker {
  roads::dijkstra search_;
  std::unordered_map<std::string, std::size_t> households_;  // with a position, by id
  std::vector<roads::place_on_road> positions_;
  std::unordered_map<std::string, roads::place_on_road> points_;
};

struct answers {
  scenario s_;
  std::shared_ptr<roads::road_map const> map_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<bool> is_boarded_at_;  // of each place: a pickup point or a door
  std::map<std::string, roads_of_profile, std::less<>> profiles_;
  std::optional<walker> walker_;
};

// Those that hold at some moment of a drive, by their own dates. Before the operation holds what holds at its start,
// and after its end what held at its end.
closed closures_on_the_way(scenario const& s, instant const departure, instant const arrival) {
  auto const from = std::clamp(departure, s.start_, s.end_ + seconds{-1});
  auto const until = std::max(from + seconds{1}, std::min(arrival, s.end_));
  auto holding = closed{};
  for (auto i = std::size_t{0}; i != s.closures_.size(); ++i) {
    auto const& c = s.closures_[i];
    if ((!c.from_ || *c.from_ < until) && (!c.to_ || *c.to_ > from)) {
      holding.push_back(i);
    }
  }
  return holding;
}

std::vector<roads::closure> named(scenario const& s, closed const& which) {
  auto list = std::vector<roads::closure>{};
  for (auto const i : which) {
    list.push_back(s.closures_[i]);
    list.back().from_ = std::nullopt;
    list.back().to_ = std::nullopt;
  }
  return list;
}

void add_places(scenario const& s, roads::road_map const& map, roads::profile_id const profile, answers& a,
                std::vector<roads::place_on_road>& snapped, problems& wrong) {
  auto& boarded = a.is_boarded_at_;
  boarded.clear();
  auto const add = [&](std::string_view const list, std::size_t const i, std::string const& id, position const where) {
    auto const on_road = roads::snap(map, profile, where, planning::kSnapLimit);
    if (on_road) {
      a.places_.emplace(id, snapped.size());
      snapped.push_back(*on_road);
      boarded.push_back(list == "pickup_points" || list == "households");
    } else {
      wrong.add(fmt::format("{}[{}].position", list, i), on_road.error().sentence_);
    }
  };
  auto const add_all = [&](std::string_view const list, auto const& places) {
    for (auto i = std::size_t{0}; i != places.size(); ++i) {
      add(list, i, places[i].id_, places[i].position_);
    }
  };
  add_all("depots", s.depots_);
  add_all("pickup_points", s.pickup_points_);
  add_all("centres", s.centres_);
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    if (auto const& h = s.households_[i]; h.door_) {
      add("households", i, h.id_, *h.position_);
    }
  }
}

result<searched*> search_with(answers& a, roads_of_profile& p, closed const& which) {
  auto at = p.by_closures_.find(which);
  if (at == p.by_closures_.end()) {
    auto search = roads::dijkstra::create(a.map_, p.id_, named(a.s_, which));
    if (!search) {
      return tl::unexpected{search.error()};
    }
    at = p.by_closures_.emplace(which, searched{.search_ = std::move(*search), .from_ = {}, .to_ = {}}).first;
  }
  return &at->second;
}

// With all closures at once, so that one that names no road is found here.
void add_profile(answers& a, std::size_t const vehicle, problems& wrong) {
  auto const& name = a.s_.vehicles_[vehicle].profile_;
  auto const id = roads::find_profile(*a.map_, name);
  if (!id) {
    wrong.add(fmt::format("vehicles[{}].profile", vehicle), id.error().sentence_);
    return;
  }
  auto added = roads_of_profile{.id_ = *id, .places_ = {}, .by_closures_ = {}};
  add_places(a.s_, *a.map_, *id, a, added.places_, wrong);
  auto const all = closures_on_the_way(a.s_, a.s_.start_, a.s_.end_);
  if (auto const opened = search_with(a, added, all); !opened && !wrong.mentions("closures")) {
    wrong.add("closures", opened.error().sentence_);
  }
  a.profiles_.emplace(name, std::move(added));
}

// Depots and centres are few: what is known of one, from it and to it, is kept. Ways among points and doors are many
// and short: each is searched for by itself.
roads::weight ask(answers const& a, roads_of_profile& p, searched& with, std::size_t const from, std::size_t const to) {
  if (a.is_boarded_at_[from] && a.is_boarded_at_[to]) {
    auto const d = with.search_.distance(p.places_[from], p.places_[to]);
    return d ? static_cast<roads::weight>(d->v_) : roads::kNever;
  }
  auto const back = !a.is_boarded_at_[to];
  auto& times = back ? with.to_[to] : with.from_[from];
  if (times.empty()) {
    times.resize(p.places_.size());
    if (back) {
      with.search_.distances_to(p.places_[to], p.places_, times);
    } else {
      with.search_.distances(p.places_[from], p.places_, times);
    }
  }
  return times[back ? from : to];
}

void add_walker(answers& a, problems& wrong) {
  auto const& all = a.s_.households_;
  auto const first = std::ranges::find_if(all, planning::chooses_point);
  if (first == all.end()) {
    return;
  }
  auto const foot = roads::find_profile(*a.map_, kOnFoot);
  if (!foot) {
    wrong.add(fmt::format("households[{}].position", first - all.begin()), foot.error().sentence_);
    return;
  }
  auto search = roads::dijkstra::create(a.map_, *foot, {});
  if (!search) {
    wrong.add("", search.error().sentence_);
    return;
  }
  a.walker_.emplace(walker{.search_ = std::move(*search), .households_ = {}, .positions_ = {}, .points_ = {}});
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    auto const& waits_at = all[i].position_;
    if (!waits_at || !planning::chooses_point(all[i])) {
      continue;
    }
    if (auto const on_road = roads::snap(*a.map_, *foot, *waits_at, planning::kSnapLimit)) {
      a.walker_->households_.emplace(all[i].id_, a.walker_->positions_.size());
      a.walker_->positions_.push_back(*on_road);
    } else {
      wrong.add(fmt::format("households[{}].position", i), on_road.error().sentence_);
    }
  }
  for (auto const& p : a.s_.pickup_points_) {
    if (auto const on_road = roads::snap(*a.map_, *foot, p.position_, planning::kSnapLimit)) {
      a.walker_->points_.emplace(p.id_, *on_road);
    }
  }
}

// At 4 km/h, the usual speed on foot; and straight to the road and from it.
metres walked(milliseconds const on_foot, metres const off) { return metres{(on_foot.v_ + 899) / 900} + off; }

std::optional<metres> ask_walk(answers& a, std::string_view const household, std::string_view const point) {
  if (!a.walker_) {
    return std::nullopt;
  }
  auto& w = *a.walker_;
  auto const from = w.points_.find(std::string{point});
  auto const to = w.households_.find(std::string{household});
  if (from == w.points_.end() || to == w.households_.end()) {
    return std::nullopt;
  }
  auto const on_foot = w.search_.distance(from->second, w.positions_[to->second]);
  if (!on_foot) {
    return std::nullopt;
  }
  return walked(*on_foot, from->second.off_ + w.positions_[to->second].off_);
}

std::optional<seconds> ask_drive(answers& a, std::string_view const profile, std::string_view const from,
                                 std::string_view const to, closed const& which) {
  auto const of = a.profiles_.find(profile);
  auto const start = a.places_.find(std::string{from});
  auto const end = a.places_.find(std::string{to});
  if (of == a.profiles_.end() || start == a.places_.end() || end == a.places_.end()) {
    return std::nullopt;
  }
  auto const with = search_with(a, of->second, which);
  if (!with) {
    return std::nullopt;
  }
  auto const w = ask(a, of->second, **with, start->second, end->second);
  return w >= roads::kNever ? std::nullopt : std::optional{to_seconds_up({w})};
}

}  // namespace

result<leg_times> ask_roads(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                            std::string_view const source) {
  auto a = std::make_shared<answers>();
  a->s_ = s;
  a->map_ = map;
  auto wrong = problems{source};
  auto asked = std::set<std::string_view>{};
  for (auto i = std::size_t{0}; i != s.vehicles_.size(); ++i) {
    if (asked.insert(s.vehicles_[i].profile_).second) {
      add_profile(*a, i, wrong);
    }
  }
  add_walker(*a, wrong);
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return leg_times{
      [a](std::string_view const profile, std::string_view const from, std::string_view const to,
          instant const departure, instant const arrival) {
        return ask_drive(*a, profile, from, to, closures_on_the_way(a->s_, departure, arrival));
      },
      [a](std::string_view const household, std::string_view const point) { return ask_walk(*a, household, point); }};
}

}  // namespace leeward::check
