#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "simulation/report.h"
#include "simulation/script.h"
#include "simulation/server.h"

namespace leeward::simulation {

struct outcome {
  report report_;
  std::optional<std::string> violation_;  // a sentence, with when
  std::vector<std::string> story_;        // what was asked and answered, if it is to be told
};

enum class telling : std::uint8_t { kNothing, kStory };

// A whole operation, from the script alone: the same script gives the same outcome.
outcome play(script const&, planted = planted::kNone, telling = telling::kNothing);

}  // namespace leeward::simulation
