#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "simulation/report.h"
#include "simulation/script.h"
#include "simulation/server.h"

namespace leeward::simulation {

struct outcome {
  report report_;
  std::optional<std::string> violation_;  // a sentence, with when
};

// A whole operation, from the script alone: the same script gives the same outcome.
outcome play(script const&, planted = planted::kNone);

}  // namespace leeward::simulation
