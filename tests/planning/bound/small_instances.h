#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "planning/bep/instance.h"
#include "planning/bound/bep_bound.h"

namespace leeward::planning {

// A few places and loads, any times from `shortest` on: the triangle inequality does not hold. Every bus takes one
// person, so that loads are persons.
bep_instance random_instance(random_source&, std::int64_t most_loads, std::int64_t shortest);

// The makespan of routes if they are a plan of the instance, or what they break.
struct judged {
  std::int64_t makespan_{0};
  std::string broken_;
};
judged judge_plan(bep_instance const&, std::vector<bep_route> const&);

// Any plan at all, as it falls.
std::vector<bep_route> random_plan(random_source&, bep_instance const&);

// By trying everything; also trips for which no load is left, which may be the shortest way somewhere.
std::int64_t brute_force(bep_instance const&);

// From ../shared/data/bep; none if it is not there.
struct known_instance {
  std::string name_;
  bep_instance instance_;
  std::int64_t lower_{0};
  std::int64_t upper_{0};
};
std::vector<known_instance> known_instances(std::string const& beginning_of_name);

}  // namespace leeward::planning
