#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "planning/bound/claim.h"
#include "planning/bound/restriction.h"
#include "planning/bound/route_program.h"
#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// Can fractions of routes no longer than T do it? By column generation: the linear program over the routes known so far
// sets prices, the judge finds routes that earn more than their bus costs, and every set of prices is a claim that may
// exclude T or more. Routes stay for later questions.
class relaxation {
public:
  // Both must outlive it. Lengths are asked up to the horizon.
  relaxation(trips_network const&, std::int64_t horizon, std::function<bool()> const& stop);

  // Prices to begin with, in any unit, for routes no longer than this.
  void suggest(route_program::prices, std::int64_t length);

  enum class answer : std::uint8_t { kExcluded, kPossible, kUnclear };
  // kExcluded is proven; kPossible and kUnclear (stopped, or at the end of floating point) are not.
  answer ask(std::int64_t length, std::span<restriction const>);

  // No plan at all is shorter than this, proven by the claims heard so far.
  std::int64_t shortest_left() const { return shortest_left_; }

  // After kPossible, or kUnclear: the routes used and how often.
  std::vector<route_program::used> solution() const { return program_.solution(); }

private:
  bool hear(route_program::prices const&, std::int64_t length, std::span<restriction const>);
  std::size_t learn(std::int64_t length);

  trips_network const& net_;
  std::function<bool()> const& stop_;
  judge judge_;
  route_program program_;
  std::int64_t most_trips_;
  std::int64_t shortest_left_{0};
  std::optional<route_program::prices> held_;  // the best prices without restrictions so far
};

}  // namespace leeward::planning::bound
