#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "roads/roads.h"

// What `plan` and `check` begin with.
namespace leeward::cli {

struct opened_scenario {
  planning::scenario scenario_;                 // as its file says it
  planning::scenario now_;                      // with the further closures
  std::string digest_;                          // of its file
  std::shared_ptr<roads::road_map const> map_;  // none: the scenario gives its travel times itself
  std::vector<planning::skipped> skipped_{};    // households that were left out
};

enum class wrong_households : std::uint8_t { kRefuse, kSkip };

// Its roads lie beside it, unless their path is absolute.
result<opened_scenario> open_scenario(std::filesystem::path const&,
                                      std::optional<std::filesystem::path> const& more_closures,
                                      wrong_households = wrong_households::kRefuse);

}  // namespace leeward::cli
