#include "planning/measure.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "base/problems.h"

namespace leeward::planning {

namespace {

// One profile's places on its roads, and the roads as they are during the operation.
struct network {
  std::vector<roads::place_on_road> places_;
  roads::situation roads_;
};

// "pickup_points[3].position"
std::string path_of(scenario const& s, std::size_t const place) {
  auto const points = place - std::min(place, s.depots_.size());
  if (place < s.depots_.size()) {
    return fmt::format("depots[{}].position", place);
  }
  return points < s.pickup_points_.size() ? fmt::format("pickup_points[{}].position", points)
                                          : fmt::format("centres[{}].position", points - s.pickup_points_.size());
}

std::vector<roads::place_on_road> snap_all(scenario const& s, roads::road_map const& map,
                                           roads::profile_id const profile, problems& wrong) {
  auto snapped = std::vector<roads::place_on_road>{};
  auto const places = places_of(s);
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    if (auto const on_road = roads::snap(map, profile, places[i].position_, kSnapLimit)) {
      snapped.push_back(*on_road);
    } else {
      wrong.add(path_of(s, i), on_road.error().sentence_);
    }
  }
  return snapped;
}

std::vector<seconds> matrix(network const& n) {
  auto const count = n.places_.size();
  auto weights = std::vector<roads::weight>(count * count);
  n.roads_.matrix(n.places_, n.places_, weights);
  auto driving = std::vector<seconds>(weights.size());
  std::ranges::transform(weights, driving.begin(),
                         [](roads::weight const w) { return w >= roads::kNever ? kNoWay : to_seconds_up({w}); });
  return driving;
}

std::string path_of_profile(scenario const& s, std::string const& profile) {
  auto const first = std::ranges::find(s.vehicles_, profile, &vehicle::profile_);
  return fmt::format("vehicles[{}].profile", first - s.vehicles_.begin());
}

// Nothing, and problems, if it cannot be.
std::optional<network> network_of(scenario const& s, std::shared_ptr<roads::road_map const> const& map,
                                  std::string const& profile, problems& wrong) {
  auto const id = roads::find_profile(*map, profile);
  if (!id) {
    wrong.add(path_of_profile(s, profile), id.error().sentence_);
    return std::nullopt;
  }
  auto n = network{.places_ = snap_all(s, *map, *id, wrong), .roads_ = roads::situation{map, *id}};
  if (auto const closed = n.roads_.close(closures_during(s)); !closed && !wrong.mentions("closures")) {
    wrong.add("closures", closed.error().sentence_);
  }
  return n;
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
  auto networks = std::make_shared<std::vector<network>>();
  auto wrong = problems{source};
  for (auto const& profile : profiles_of(s)) {
    if (auto n = network_of(s, map, profile, wrong)) {
      networks->push_back(std::move(*n));
    }
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  auto times = road_times{.places_ = places_of(s).size(), .driving_ = {}, .length_ = {}};
  for (auto const& n : *networks) {
    times.driving_.push_back(matrix(n));
  }
  times.length_ = [networks](std::size_t const profile, place_id const from, place_id const to) {
    auto const& n = (*networks)[profile];
    auto const route = n.roads_.find_route(n.places_[from.v_], n.places_[to.v_]);
    return route ? to_metres(route->length_) : metres{};
  };
  return times;
}

}  // namespace leeward::planning
