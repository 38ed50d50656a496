#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "planning/bep/instance.h"

namespace leeward::planning {

// A route of one bus: yard, and trips from a pickup point to a shelter, in order. All counted from 0.
struct bep_route {
  struct trip {
    std::size_t point_{0};
    std::size_t shelter_{0};
  };

  std::size_t yard_{0};
  std::vector<trip> trips_;
};

// A makespan that no plan of the instance can be below, and at most `known`, the makespan of a plan one has.
// Proven in whole numbers: linear programs (CLP, floating point) only suggest prices, and the bound is what the judge
// of bound/claim.h shows with them. Good to the last unit on small instances, where it goes on by cases.
//
// Anytime: asks stop() often (each round of a linear program; once true it has to stay so) and returns the best proven
// so far when it says true, or when `known` is reached, or when it can do no more. Deterministic but for stop(). Where
// a solution of the linear program happens to be whole it is a plan; if shorter than `known`, found() gets it.
//
// Instances with a leg between point and shelter that takes no time, more than ten million loads × points, more
// than a thousand shelters or times beyond 29 bits get a simple bound only.
std::int64_t bep_bound(bep_instance const&, std::int64_t known, std::function<bool()> const& stop,
                       std::function<void(std::vector<bep_route> const&, std::int64_t makespan)> const& found = {});

}  // namespace leeward::planning
