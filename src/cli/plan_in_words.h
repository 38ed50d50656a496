#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "planning/improve_plan.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

// What a plan comes to, for the terminal.
namespace leeward::cli {

// The objective's terms in their order, why people are not served, and the attribution.
std::string in_words(planning::scenario const&, planning::plan const&);

// What the main terms come to so far, each beside its bound: "waiting 1,520 h, at least 1,467 h (gap 3.5 %)".
std::string in_words(planning::worth const&, planning::term_bounds const&);

// The same of a plan that is proved to be the best: "waiting 12 h, proved".
std::string proved_in_words(planning::worth const&);

// The commands that a person may want to give now.
std::string what_next(std::filesystem::path const& scenario, std::filesystem::path const& plan,
                      std::optional<std::filesystem::path> const& closures,
                      std::optional<std::filesystem::path> const& report, bool skip_invalid = false);

}  // namespace leeward::cli
