#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "cli/command.h"
#include "cli/effort.h"

// `leeward plan --bep FILE`: a public benchmark file instead of a scenario, for the same engine.
namespace leeward::cli {

struct bep_plan_options {
  std::filesystem::path file_;
  std::filesystem::path output_;
  effort_options effort_;
  std::int64_t seed_{1};
};

result<exit_code> plan_bep(bep_plan_options const&, console const&);

}  // namespace leeward::cli
