#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "planning/bound/best_routes.h"
#include "planning/bound/restriction.h"
#include "planning/bound/route_program.h"
#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// Prices in whole numbers, each at least 0: of taking a load, of a place in a shelter, of keeping a restriction. Every
// choice of them is a claim, good or bad, about how long a plan has to be.
struct claim {
  std::vector<std::int64_t> load_;        // [points]
  std::vector<std::int64_t> room_;        // [shelters]
  std::vector<std::int64_t> restricted_;  // [restrictions]
};

// The prices of the linear program rounded as finely as the judge can count.
claim rounded(route_program::prices const&, std::int64_t most_trips);

// Decides in whole numbers what a claim shows, by weak duality: were there a plan with routes no longer than T that
// keeps the restrictions, its routes would earn at least what all loads earn less the price of all places; but they are
// no more than there are buses, each earning at most what the best route of its yard no longer than T earns. Where that
// is less, there is no such plan. Nothing of it rests on where the prices came from.
class judge {
public:
  judge(trips_network const&, std::int64_t horizon);

  // False if it cannot be counted: a wrong number of prices, one below 0, or too large.
  // Restrictions on lateness are counted back from this length, and only it can be asked for then.
  bool hear(claim const&, std::span<restriction const>, std::int64_t length);

  // Of the last claim heard. T up to the horizon.
  bool excludes(std::int64_t length) const;
  // The shortest length from this on that is not excluded, horizon + 1 if all are.
  std::int64_t shortest_left(std::int64_t from) const;
  // What its plan lacks: above 1 is excluded.
  double share(std::int64_t length) const;

  best_routes const& routes() const { return routes_; }

private:
  std::int64_t buses_earn(std::int64_t length) const;

  trips_network const& net_;
  std::int64_t horizon_;
  std::int64_t most_trips_;
  best_routes routes_;
  std::int64_t base_{0};  // what all loads and restrictions earn, less the price of all places
  bool heard_{false};
  bool is_about_lateness_{false};
  std::int64_t heard_for_{0};
};

}  // namespace leeward::planning::bound
