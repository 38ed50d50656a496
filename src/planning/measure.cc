#include "planning/measure.h"

#include <map>
#include <string>
#include <utility>

#include "planning/survey.h"
#include "planning/walking.h"

namespace leeward::planning {

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
  return survey_roads(s, map, source).map([](survey made) { return std::move(made.times_); });
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
