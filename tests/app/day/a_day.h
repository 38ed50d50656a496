#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/day/desk_in_memory.h"
#include "app/day/player.h"
#include "check/ask_roads.h"
#include "check/check.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/on_roads.h"
#include "planning/replan.h"
#include "report/busiest_road.h"

// Days on a made region through the rules, with real plans that other code judges.
namespace leeward::app {

inline constexpr auto const kOpened = std::string_view{
    R"({"at": "2024-01-05T08:00:00Z", "ask": {"open_operation": {"operation": "#op", "name": "A day", "kind": "exercise"}}},
       {"at": "2024-01-05T08:00:00Z", "set_up": {}},
       {"at": "2024-01-05T08:00:00Z", "all_ask": {"until": "2024-01-05T18:00:00Z", "by_themselves_every": 7}})"};

class a_day : public planning::on_roads {
protected:
  explicit a_day(std::int64_t const people = 1000) : everybody_{make(3, people)} {}

  void play(std::string const& steps) {
    auto played = play_on(desk_, steps);
    ASSERT_TRUE(played.has_value()) << played.error().sentence_;
    outcome_ = std::move(*played);
    for (auto const& r : outcome_.refused_) {
      ADD_FAILURE() << to_string(r.at_) << " " << r.what_ << ": " << r.why_.sentence_ << " (" << r.why_.field_ << ")";
    }
    for (auto const& r : rows_) {
      EXPECT_EQ(r.registered_, r.sum_) << to_string(r.at_);
    }
  }

  result<day_outcome> play_on(desk& d, std::string const& steps) {
    rows_.clear();
    auto const day = read_day(
        fmt::format(
            R"({{"format": "leeward-day-1", "name": "test", "scenario": "s.json", "end": "2024-01-08T10:00:00Z", "steps": [{}{}]}})",
            kOpened, steps),
        "day.json");
    if (!day) {
      return tl::unexpected{day.error()};
    }
    return play_day(
        *day, everybody_, d, planner_of_roads(),
        {.time_ = [](instant) {},
         .row_ = [&](table_row const& r) { rows_.push_back(r); },
         .note_ = [](instant, std::string const&) {},
         .planned_ = [](std::string const& name, running const& r, planning::losses const&) { judge(name, r); }});
  }

  // By other code than the planner's.
  static void judge(std::string const& name, running const& r) {
    auto const times = check::ask_roads(r.scenario_, map_);
    ASSERT_TRUE(times.has_value());
    for (auto const& f : check::check_plan(r.scenario_, r.plan_, *times)) {
      ADD_FAILURE() << name << ": " << f.subject_ << ": " << f.sentence_;
    }
  }

  static planner planner_of_roads() {
    return {.plan_ = [](std::string const&, planning::scenario const& now, planning::plan const* before,
                        planning::losses const& lost) -> result<planning::plan> {
              return planning::measure(now, map_).map([&](planning::road_times const& times) {
                return before == nullptr ? planning::make_plan(now, times, {})
                                         : planning::replan(now, *before, lost, times, {}).plan_;
              });
            },
            .busiest_road_ =
                [](planning::scenario const& s, planning::plan const& p) {
                  return report::busiest_road(map_, s, p).map([](auto const& found) {
                    return found ? std::optional{report::closing(*found)} : std::nullopt;
                  });
                }};
  }

  std::int64_t in(operation::place const p) const { return desk_.known().custody_.by_place_[p]; }

  planning::scenario everybody_;
  desk_in_memory desk_{};
  std::vector<table_row> rows_{};
  day_outcome outcome_{};
};

}  // namespace leeward::app
