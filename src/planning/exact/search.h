#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planning/aims.h"
#include "planning/exact/ideal_day.h"
#include "planning/run.h"

namespace leeward::planning::exact {

struct turn_run {
  vehicle_id vehicle_;
  std::size_t turn_{0};  // of the vehicle's
  planned_run run_;
};

// Drives on paper what an ideal day does; nothing if it cannot be driven.
using drive_for_real = std::function<std::optional<aims>(std::vector<turn_run> const&)>;

// Goes through all ideal days, vehicle by vehicle and step by step, that could be better than the best plan known, and
// has each one driven that is. True if that proves that plan the best: every ideal day that would have been better than
// it could be driven, and as well. The order of steps is fixed; false as well after so many steps, or ways driven.
//
// Two days that have come to the same place with the same people waiting, on board, and the same beds left go on
// alike: of these only those are followed that are not behind another in every respect.
bool prove_best(problem const&, aims const& known, drive_for_real const&, std::int64_t most_steps);

}  // namespace leeward::planning::exact
