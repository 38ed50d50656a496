#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "planning/made/ground.h"
#include "planning/made/numbers.h"
#include "planning/model/scenario.h"

namespace leeward::planning {

struct made_size {
  std::int64_t people_{20000};
  std::int64_t points_{100};
  std::int64_t centres_{20};
  std::optional<std::int64_t> vehicles_{};  // else as many as numbers' clearance_h needs
  std::uint64_t seed_{1};
  instant start_;
  std::string name_{};  // else one that says what it is
};

// An evacuation of the map's biggest settlement to others, as if: nobody in it is real. Every household has a pickup
// point within its walk, or its door, and fits into one of the vehicles. Deterministic. `made_numbers` must be such as
// read_numbers gives. Errors: a size that is not positive or absurd, a map without settlements or with too few roads in
// them.
result<scenario> make_scenario(ground const&, made_size const&, made_numbers const&);

}  // namespace leeward::planning
