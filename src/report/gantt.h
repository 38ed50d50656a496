#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planning/model/plan.h"

namespace leeward::report {

struct time_span {
  instant from_;
  instant until_;
};

// When there is something to see in a plan: from the first departure to the last vehicle's return.
time_span span_of(planning::plan const&);

// Full hours between its ends, at most about twelve, as a row of marks in the same scale as the bars; midnight bears
// the name of the day that begins.
std::string hour_marks(time_span, seconds utc_offset);

// One vehicle's duties as a bar: each activity has its own colour, height and pattern.
std::string duty_bar(planning::plan const&, std::string const& vehicle, time_span);

// Where the plan's people are over the day, as three stacked areas: waiting, on the way, arrived.
std::string day_curve(planning::plan const&, time_span, std::string_view element_id);

struct curve_step {
  instant at_;
  std::int64_t value_{0};  // from then on
};

struct curve {
  std::int64_t start_{0};  // before the first step
  std::int64_t full_{0};   // the height of the picture
  std::vector<curve_step> steps_{};
  std::optional<instant> mark_{};  // an upright line
};

// A number that changes in steps, as an area.
std::string step_curve(curve const&, time_span, std::string_view css_class);

}  // namespace leeward::report
