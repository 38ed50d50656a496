#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// What a route earns, in whole numbers. What any route within the horizon earns has to fit kMostEarned; is_narrow()
// says whether it does.
struct tariff {
  std::vector<std::int64_t> first_;  // [yards × points] the route begins at this point
  std::vector<std::int64_t> trip_;   // [points × shelters]
  std::vector<std::int64_t> back_;   // [points × shelters] goes back from the shelter to the point, empty
  std::vector<std::int64_t> last_;   // [shelters] the route ends here

  // What a trip earns besides where no more time than this is left at its point.
  struct late {
    std::size_t point_{0};
    std::size_t shelter_{0};
    std::int64_t left_{0};
    std::int64_t earned_{0};
  };
  std::vector<late> late_{};
};

constexpr auto const kMostEarned = std::int64_t{1} << 29;

// The most trips that a route can have.
std::int64_t most_trips(trips_network const&, std::int64_t horizon);

bool is_narrow(tariff const&, std::int64_t most_trips);

// The most that a route of any length can earn, exactly, over all routes that do not go twice in a row to a point with
// one load or none. No plan needs that: without the first of the two trips it takes as much and is no longer. Other
// trips for which no load is left may be the shortest way somewhere, and stay.
// No leg may take no time: a route could go on for ever.
// Dynamic programming backwards over (remaining time, place); every remaining time up to the horizon at once.
class best_routes {
public:
  best_routes(trips_network const&, std::int32_t horizon);

  // The tariff has to be narrow.
  void price(tariff const&);

  // Of the routes of a yard no longer than this: the most that one earns; 0 for staying in the yard.
  std::int32_t earns(std::size_t yard, std::int64_t length) const;

  // Of those that begin at this point; kNothing if there is none.
  std::int32_t earns(std::size_t yard, std::size_t point, std::int64_t length) const;
  // One that earns that much.
  route trace(std::size_t yard, std::size_t point, std::int64_t length) const;

  // The most that can still be earned standing at a point, before its trip, or at a shelter, with so much time.
  std::int32_t at_point(std::size_t const point, std::int64_t const left) const {
    return left < 0 ? kNothing : at_point_[point * width_ + static_cast<std::size_t>(left)];
  }
  std::int32_t at_shelter(std::size_t const shelter, std::size_t const last_point, std::int64_t const left) const;

  static constexpr auto const kNothing = std::int32_t{-(1 << 30)};

private:
  void price_points(std::size_t from, std::size_t to);
  void price_shelters(std::size_t from, std::size_t to);

  struct narrow_tariff {
    std::vector<std::int32_t> first_;
    std::vector<std::int32_t> trip_;
    std::vector<std::int32_t> back_;
    std::vector<std::int32_t> last_;
    std::vector<tariff::late> late_;
  };

  struct stretch {
    std::int32_t earned_{0};
    std::size_t end_{0};
  };
  // What a trip earns with so much time left, and up to where that stays so.
  stretch trip(std::size_t point, std::size_t shelter, std::size_t left) const;

  trips_network const& net_;
  std::int64_t most_trips_;
  narrow_tariff tariff_;
  std::size_t width_;                      // horizon + 1
  std::size_t block_;                      // times that do not depend on each other: the shortest leg
  std::vector<std::int32_t> at_point_;     // [points × width]
  std::vector<std::int32_t> at_shelter_;   // [shelters × width] the best
  std::vector<std::int32_t> next_point_;   // [shelters × width] where that goes; -1: it ends
  std::vector<std::int32_t> second_best_;  // [shelters × width] the best that goes elsewhere
};

}  // namespace leeward::planning::bound
