#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "planning/problem.h"

// What the fleet could do at best: every duty of every plan has a counterpart here that brings the same people no
// later. All times in seconds; those of the day from the operation's start.
namespace leeward::planning::bound {

inline constexpr auto const kFar = std::int32_t{1} << 28;  // no way

// Driving over the places where people board, at the best time of all; none of them is farther than by way of others.
// A way from a centre to a point is the way back to where everything is near, and from there on by what is the least
// for all centres of its side.
struct legs {
  std::vector<std::int32_t> first_;   // [points] from the depot
  std::vector<std::int32_t> on_;      // [sides × points] to a point, when back
  std::vector<std::int32_t> loaded_;  // [centres × points] from a point to a centre
};

// Of the vehicles of one profile and depot.
struct drives {
  std::size_t profile_{0};
  depot_id depot_;
  legs points_;
  legs doors_;                       // the same where doors near a point stand for it; empty if none do
  std::vector<std::int32_t> back_;   // [centres]
  std::vector<std::int32_t> home_;   // [sides] to the depot, when back
  std::vector<std::uint32_t> side_;  // [centres]
};

// Like vehicles in one shift.
struct duty_group {
  auto operator<=>(duty_group const&) const = default;

  std::size_t drives_{0};
  std::int64_t seats_{0};
  std::int64_t bays_{0};
  std::int64_t lying_{0};
  std::int64_t oxygen_{0};
  std::int32_t from_{0};
  std::int32_t until_{0};
  std::int32_t driven_{0};                     // already
  std::int32_t since_break_{0};                // of it
  std::uint32_t begins_at_{centre_id::kNone};  // a centre; none: the depot
};

struct counted_group {
  duty_group like_;
  std::vector<vehicle_id> vehicles_{};
};

// Where a household boards, as the network knows it.
struct boards {
  std::uint32_t point_{0};
  bool at_door_{false};  // near that point, by a stop of its own
};

struct fleet_network {
  explicit fleet_network(problem const&);

  std::size_t points_{0};
  std::size_t centres_{0};
  std::size_t sides_{0};               // centres that lie alike to the points are of one side
  std::int32_t end_{0};                // of the operation
  std::vector<point_id> places_;       // [points] of the problem
  std::vector<std::int32_t> loading_;  // [points] standing, whoever boards
  std::int32_t boarding_{0};           // a seat
  std::int32_t unloading_{0};          // standing, whoever leaves
  std::int32_t leaving_{0};            // a seat
  std::int32_t door_stop_{0};          // what one door costs
  std::int64_t most_at_door_{0};       // seats that the largest household at a door takes
  std::vector<drives> drives_;
  std::vector<counted_group> groups_;
  std::vector<std::vector<boards>> boards_;  // [households]
  std::vector<beds> beds_;                   // [centres]
};

// Breaks that a crew has had by then, at least.
std::int32_t breaks_by(crew_rules const&, std::int64_t driven);

}  // namespace leeward::planning::bound
