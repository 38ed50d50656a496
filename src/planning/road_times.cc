#include "planning/road_times.h"

#include <algorithm>

namespace leeward::planning {

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
  return places;
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

}  // namespace leeward::planning
