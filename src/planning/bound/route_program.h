#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "planning/bound/restriction.h"
#include "planning/bound/trips_network.h"

namespace leeward::planning::bound {

// The linear program over routes: the smallest share of each yard's buses with which all loads are taken.
// Floating point: what it says is a suggestion, and the judge of claims decides.
class route_program {
public:
  explicit route_program(trips_network const&);
  ~route_program();
  route_program(route_program const&) = delete;
  route_program& operator=(route_program const&) = delete;

  struct prices {
    double share_{0};                 // 1 and less: fractions of routes in the pool can do it
    std::vector<double> load_;        // [points] ≥ 0
    std::vector<double> room_;        // [shelters] ≥ 0
    std::vector<double> bus_;         // [yards] ≥ 0
    std::vector<double> restricted_;  // [restrictions] ≥ 0
  };

  // Returns how many of them are new.
  std::size_t add(std::span<route const>);

  // Solves for routes no longer than this, under these restrictions.
  prices solve(std::int64_t longest, std::span<restriction const>);

  struct used {
    route const* route_{nullptr};
    double times_{0};
  };
  // Of the last solution.
  std::vector<used> solution() const;

private:
  struct solver;
  std::unique_ptr<solver> solver_;
};

}  // namespace leeward::planning::bound
