#pragma once

#include <cstdint>
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
  std::int64_t vehicles_{120};
  std::uint64_t seed_{1};
  instant start_;
};

// An evacuation of the map's biggest settlement to others, as if: nobody in it is real. Deterministic.
// Errors: a size that is not positive or absurd, a map without settlements or with too few roads in them.
result<scenario> make_scenario(ground const&, made_size const&, made_numbers const&);

}  // namespace leeward::planning
