#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/day/desk.h"
#include "app/day/script.h"
#include "app/day/table.h"
#include "app/plans/running.h"
#include "base/result.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "planning/situation.h"

// Plays a day: what its script says, and between its steps what people at bus stops and in centres report.
namespace leeward::app {

// Who makes the plans.
struct planner {
  // For the scenario as it is now; `before`: none for the first one.
  std::function<result<planning::plan>(std::string const& name, planning::scenario const& now,
                                       planning::plan const* before, planning::losses const&)>
      plan_;

  // The road that most people would travel on trips that are still to come; none: nobody travels.
  std::function<result<std::optional<roads::closure>>(planning::scenario const&, planning::plan const& to_come)>
      busiest_road_;
};

// What whoever watches is told.
struct watcher {
  std::function<void(instant)> time_;  // before something happens then; may wait
  std::function<void(table_row const&)> row_;
  std::function<void(instant, std::string const&)> note_;
  std::function<void(std::string const& name, running const&, planning::losses const&)> planned_;
};

struct refused_request {
  instant at_;
  std::string what_;
  operation::refusal why_;
};

struct day_outcome {
  std::int64_t requests_{0};
  std::int64_t refused_as_expected_{0};
  std::vector<refused_request> refused_{};    // that the script does not expect; the first kMostRefusals
  std::map<told_kind, std::int64_t> told_{};  // in the script, and not played yet
  table_row last_{};
};

inline constexpr auto const kMostRefusals = std::size_t{100};
inline constexpr auto const kBetweenRows = seconds{1800};

// Errors: of the desk and the planner; a name of the script that its scenario does not have.
result<day_outcome> play_day(readable_day const&, planning::scenario const& everybody, desk&, planner const&,
                             watcher const&);

}  // namespace leeward::app
