#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "planning/model/plan.h"

namespace leeward::planning {

// Bounds on what a plan may say, so that no sum over it can overflow.
inline constexpr auto const kLongestLeg = metres{100'000'000};
inline constexpr auto const kMaxLegTime = seconds{std::int64_t{60} * 24 * 3600};

// The JSON of docs/formats/plan.md. Reads what has the right shape, however wrong the plan is: judging is src/check's.
result<plan> read_plan(std::string_view json, std::string_view source);

std::string to_json(plan const&);

}  // namespace leeward::planning
