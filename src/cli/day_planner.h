#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/day/player.h"
#include "app/day/table.h"
#include "cli/console.h"
#include "planning/model/scenario.h"
#include "planning/survey.h"
#include "report/busiest_road.h"
#include "report/report.h"
#include "roads/roads.h"

namespace leeward::cli {

// The plans of a day that is played: each is improved by a number of changes and no clock, so that the day comes out
// the same everywhere, and judged by other code before it counts.
class day_planner {
public:
  day_planner(std::shared_ptr<roads::road_map const> map, std::int64_t seed, console const& out)
      : map_{std::move(map)}, seed_{seed}, out_{out} {}

  // This must outlive it.
  app::planner as_planner();

  std::optional<report::busy_road> const& lost_road() const { return lost_; }

  // Of the tickets that the last plan changes, those that no plan could keep.
  std::int64_t had_to_change() const { return had_to_change_; }

private:
  result<planning::plan> plan(std::string const& name, planning::scenario const& now, planning::plan const* before,
                              planning::losses const&);
  result<planning::plan> judged(std::string const& name, planning::scenario const&, planning::plan);

  std::shared_ptr<roads::road_map const> map_;
  std::int64_t seed_;
  console const& out_;
  std::optional<planning::survey> survey_{};  // of the plan before
  std::optional<report::busy_road> lost_{};
  std::int64_t had_to_change_{0};
};

// The table of a day that was played, for a page.
std::vector<report::where_everybody_is> where_everybody_is(std::vector<app::table_row> const&);

}  // namespace leeward::cli
