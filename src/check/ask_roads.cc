#include "check/ask_roads.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

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

result<void> add_places(planning::scenario const& s, roads::road_map const& map, roads::profile_id const profile,
                        answers& a, std::vector<roads::place_on_road>& snapped) {
  auto failed = result<void>{};
  auto const add = [&](auto const& list) {
    for (auto const& x : list) {
      auto const on_road = roads::snap(map, profile, x.position_, planning::kSnapLimit);
      if (on_road) {
        a.places_.emplace(x.id_, snapped.size());
        snapped.push_back(*on_road);
      } else if (failed) {
        failed = invalid(fmt::format("{} \"{}\": {}", x.name_, x.id_, on_road.error().sentence_), x.id_);
      }
    }
  };
  add(s.depots_);
  add(s.pickup_points_);
  add(s.centres_);
  return failed;
}

result<void> add_profile(planning::scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                         std::vector<roads::closure> const& closures, std::string const& name, answers& a) {
  auto const id = roads::find_profile(*map, name);
  if (!id) {
    return tl::unexpected{id.error()};
  }
  auto search = roads::dijkstra::create(map, *id, closures);
  if (!search) {
    return tl::unexpected{search.error()};
  }
  auto snapped = std::vector<roads::place_on_road>{};
  if (auto const placed = add_places(s, *map, *id, a, snapped); !placed) {
    return placed;
  }
  a.profiles_.emplace(name,
                      roads_of_profile{.search_ = std::move(*search), .places_ = std::move(snapped), .rows_ = {}});
  return {};
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

result<leg_times> ask_roads(planning::scenario const& s, std::shared_ptr<roads::road_map const> const& map) {
  auto a = std::make_shared<answers>();
  auto const closures = in_force(s);
  for (auto const& v : s.vehicles_) {
    if (a->profiles_.contains(v.profile_)) {
      continue;
    }
    if (auto const added = add_profile(s, map, closures, v.profile_, *a); !added) {
      return tl::unexpected{added.error()};
    }
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
