#include "planning/given_times.h"

#include <vector>

namespace leeward::planning {

road_times times_from(scenario const& s, ways const& table) {
  auto const places = places_of(s);
  auto const n = places.size();
  auto driving = std::vector<seconds>(n * n, kNoWay);
  auto lengths = std::vector<metres>(n * n);
  for (auto i = std::size_t{0}; i != n; ++i) {
    driving[i * n + i] = {};
    for (auto k = std::size_t{0}; k != n; ++k) {
      auto const there = table.find({std::string{places[i].id_}, std::string{places[k].id_}});
      auto const back = table.find({std::string{places[k].id_}, std::string{places[i].id_}});
      auto const& found = there != table.end() ? there : back;
      if (found != table.end()) {
        driving[i * n + k] = found->second.driving_;
        lengths[i * n + k] = found->second.length_;
      }
    }
  }
  return {.places_ = n,
          .driving_ = {profiles_of(s).size(), driving},
          .length_ = [lengths, n](std::size_t, place_id const from, place_id const to) {
            return lengths[from.v_ * n + to.v_];
          }};
}

}  // namespace leeward::planning
