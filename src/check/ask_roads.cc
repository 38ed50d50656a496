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

struct roads_of_profile {
  roads::dijkstra search_;
  std::vector<roads::place_on_road> places_;
  std::unordered_map<std::size_t, std::vector<roads::weight>> rows_;  // by the place searched from
};

struct answers {
  std::unordered_map<std::string, std::size_t> places_;
  std::map<std::string, roads_of_profile, std::less<>> profiles_;
};

std::vector<roads::closure> in_force(planning::scenario const& s) {
  auto list = s.closures_;
  std::erase_if(
      list, [&](roads::closure const& c) { return (c.to_ && *c.to_ <= s.start_) || (c.from_ && *c.from_ >= s.end_); });
  for (auto& c : list) {
    c.from_ = std::nullopt;
    c.to_ = std::nullopt;
  }
  return list;
}

std::vector<roads::place_on_road> snap_places(planning::scenario const& s, roads::road_map const& map,
                                              roads::profile_id const profile, answers& a, problems& wrong) {
  auto snapped = std::vector<roads::place_on_road>{};
  auto const add = [&](std::string_view const what, auto const& list) {
    for (auto i = std::size_t{0}; i != list.size(); ++i) {
      auto const on_road = roads::snap(map, profile, list[i].position_, planning::kSnapLimit);
      if (on_road) {
        a.places_.emplace(list[i].id_, snapped.size());
        snapped.push_back(*on_road);
      } else {
        wrong.add(fmt::format("{}[{}].position", what, i), on_road.error().sentence_);
      }
    }
  };
  add("depots", s.depots_);
  add("pickup_points", s.pickup_points_);
  add("centres", s.centres_);
  return snapped;
}

void add_profile(planning::scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                 std::vector<roads::closure> const& closures, std::size_t const vehicle, answers& a, problems& wrong) {
  auto const& name = s.vehicles_[vehicle].profile_;
  auto const id = roads::find_profile(*map, name);
  if (!id) {
    wrong.add(fmt::format("vehicles[{}].profile", vehicle), id.error().sentence_);
    return;
  }
  auto snapped = snap_places(s, *map, *id, a, wrong);
  auto search = roads::dijkstra::create(map, *id, closures);
  if (search) {
    a.profiles_.emplace(name,
                        roads_of_profile{.search_ = std::move(*search), .places_ = std::move(snapped), .rows_ = {}});
  } else if (!wrong.mentions("closures")) {
    wrong.add("closures", search.error().sentence_);
  }
}

std::vector<roads::weight> const& row_from(roads_of_profile& p, std::size_t const from) {
  auto& row = p.rows_[from];
  if (row.empty()) {
    row.resize(p.places_.size());
    p.search_.distances(p.places_[from], p.places_, row);
  }
  return row;
}

}  // namespace

result<leg_times> ask_roads(planning::scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                            std::string_view const source) {
  auto a = std::make_shared<answers>();
  auto wrong = problems{source};
  auto asked = std::set<std::string_view>{};
  auto const closures = in_force(s);
  for (auto i = std::size_t{0}; i != s.vehicles_.size(); ++i) {
    if (asked.insert(s.vehicles_[i].profile_).second) {
      add_profile(s, map, closures, i, *a, wrong);
    }
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return [a](std::string_view const profile, std::string_view const from,
             std::string_view const to) -> std::optional<seconds> {
    auto const of = a->profiles_.find(profile);
    auto const start = a->places_.find(std::string{from});
    auto const end = a->places_.find(std::string{to});
    if (of == a->profiles_.end() || start == a->places_.end() || end == a->places_.end()) {
      return std::nullopt;
    }
    auto const w = row_from(of->second, start->second)[end->second];
    return w >= roads::kNever ? std::nullopt : std::optional{to_seconds_up({w})};
  };
}

}  // namespace leeward::check
