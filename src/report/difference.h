#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/quantities.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

namespace leeward::report {

// What an earlier plan and a later one for the same people do differently, household by household.
struct difference {
  persons same_arrival_;  // within a minute
  persons later_;
  persons earlier_;
  seconds mean_delay_;  // of those who come later
  seconds most_delay_;
  persons other_centre_;
  persons no_longer_served_;
  persons newly_served_;

  struct lost {
    std::string pickup_point_;
    persons persons_;
    planning::unserved_reason reason_{planning::unserved_reason::kNoTime};
  };
  std::vector<lost> lost_;  // by pickup point and reason, most persons first

  struct move {
    std::string from_;
    std::string to_;
    persons persons_;
  };
  std::vector<move> moves_;  // from centre to centre, most persons first
};

difference compare(planning::scenario const&, planning::plan const& before, planning::plan const& now);

// A loaded drive of the earlier plan that the closures touch.
struct detour {
  std::string from_;
  std::string to_;
  std::int64_t trips_{0};
  persons persons_;
  bool possible_{true};  // there is still a way
  seconds longer_;
  std::int64_t longer_m_{0};  // may be negative: a way that is slower, but shorter
};

// What a leg takes on the roads of its time; nothing where there is no way.
struct drive {
  milliseconds duration_;
  millimetres length_;
};
using drive_of = std::function<std::optional<drive>(std::string const& profile, planning::leg const&)>;

// The loaded drives of `before` that take longer, or are impossible, on the roads of now: by where they go, at their
// longest; most persons first.
std::vector<detour> detours_of(planning::scenario const&, planning::plan const& before, drive_of const& then,
                               drive_of const& now);

}  // namespace leeward::report
