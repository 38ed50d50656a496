#pragma once

#include <optional>
#include <vector>

#include "base/random.h"
#include "operation/running.h"
#include "simulation/message.h"
#include "simulation/script.h"

// What those who are online ask for: each looks at the screen as the server last showed it, and does what is due there.
namespace leeward::simulation {

struct desk {
  random_source& dice_;
  operation::running const& screen_;
  std::vector<question> const& asked_;  // all that anybody at a desk has asked so far

  // None: this actor finds nothing to do. Not for actors that are faults.
  std::optional<question> next(actor);
};

}  // namespace leeward::simulation
