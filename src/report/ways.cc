#include "report/ways.h"

#include <fmt/format.h>

#include "planning/measure.h"

namespace leeward::report {

way_finder::way_finder(std::shared_ptr<roads::road_map const> map) : map_{std::move(map)} {}

result<way_finder> way_finder::make(std::shared_ptr<roads::road_map const> map, planning::scenario const& s) {
  auto finder = way_finder{std::move(map)};
  for (auto const& d : s.depots_) {
    finder.places_.emplace(d.id_, d.position_);
  }
  for (auto const& p : planning::boarding_places(s)) {
    finder.places_.emplace(p.id_, p.position_);
  }
  for (auto const& c : s.centres_) {
    finder.places_.emplace(c.id_, c.position_);
  }
  auto const closures = planning::closures_during(s);
  for (auto const& v : s.vehicles_) {
    if (finder.situations_.contains(v.profile_)) {
      continue;
    }
    auto const profile = roads::find_profile(*finder.map_, v.profile_);
    if (!profile) {
      return tl::unexpected{profile.error()};
    }
    auto situation = roads::situation{finder.map_, *profile};
    if (auto const closed = situation.close(closures); !closed) {
      return tl::unexpected{closed.error()};
    }
    finder.situations_.emplace(v.profile_, std::move(situation));
  }
  return finder;
}

result<roads::place_on_road> way_finder::snapped(std::string const& profile, std::string const& place) {
  auto const key = std::pair{profile, place};
  if (auto const known = snapped_.find(key); known != snapped_.end()) {
    return known->second;
  }
  auto const where = places_.find(place);
  if (where == places_.end()) {
    return invalid(fmt::format("The plan names the place '{}', which its scenario does not have.", place), "plan");
  }
  auto const on_road = roads::snap(*map_, situations_.at(profile).profile(), where->second, planning::kSnapLimit);
  if (on_road) {
    snapped_.emplace(key, *on_road);
  }
  return on_road;
}

result<roads::route const*> way_finder::between(std::string const& profile, std::string const& from,
                                                std::string const& to) {
  auto const key = std::tuple{profile, from, to};
  if (auto const known = routes_.find(key); known != routes_.end()) {
    return &known->second;
  }
  auto const situation = situations_.find(profile);
  if (situation == situations_.end()) {
    return invalid(fmt::format("The plan uses the profile '{}', which no vehicle of its scenario has.", profile),
                   "plan");
  }
  auto const a = snapped(profile, from);
  auto const b = snapped(profile, to);
  if (!a || !b) {
    return tl::unexpected{(a ? b : a).error()};
  }
  auto route = situation->second.find_route(*a, *b);
  if (!route) {
    return tl::unexpected{route.error()};
  }
  return &routes_.emplace(key, std::move(*route)).first->second;
}

result<std::vector<roads::step>> way_finder::in_words(std::string const& profile, std::string const& from,
                                                      std::string const& to) {
  return between(profile, from, to).map([&](roads::route const* const r) {
    return situations_.at(profile).describe(*r);
  });
}

}  // namespace leeward::report
