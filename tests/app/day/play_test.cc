#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/day/player.h"
#include "app/plans/names.h"
#include "check/ask_roads.h"
#include "check/check.h"
#include "app/day/desk_in_memory.h"
#include "operation/people.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/on_roads.h"
#include "planning/replan.h"
#include "report/busiest_road.h"

// Days on a made region through the rules, with real plans.
namespace leeward::app {

namespace {

using namespace operation;

constexpr auto const kOpened = std::string_view{
    R"({"at": "2024-01-05T08:00:00Z", "ask": {"open_operation": {"operation": "#op", "name": "A day", "kind": "exercise"}}},
       {"at": "2024-01-05T08:00:00Z", "set_up": {}},
       {"at": "2024-01-05T08:00:00Z", "all_ask": {"until": "2024-01-05T18:00:00Z", "by_themselves_every": 7}})"};

class a_day : public planning::on_roads {
protected:
  void play(std::string const& steps) {
    auto const day = read_day(
        fmt::format(
            R"({{"format": "leeward-day-1", "name": "test", "scenario": "s.json", "end": "2024-01-06T08:00:00Z", "steps": [{}{}]}})",
            kOpened, steps),
        "day.json");
    ASSERT_TRUE(day.has_value()) << day.error().sentence_;
    auto const w = watcher{.time_ = [](instant) {},
                           .row_ = [&](table_row const& r) { rows_.push_back(r); },
                           .note_ = [](instant, std::string const&) {},
                           .planned_ = [&](std::string const& name, running const& r,
                                           planning::losses const&) { judge(name, r); }};
    auto played = play_day(*day, everybody_, desk_, planner_of_roads(), w);
    ASSERT_TRUE(played.has_value()) << played.error().sentence_;
    outcome_ = std::move(*played);
    for (auto const& r : outcome_.refused_) {
      ADD_FAILURE() << to_string(r.at_) << " " << r.what_ << ": " << r.why_.sentence_ << " (" << r.why_.field_ << ")";
    }
    for (auto const& r : rows_) {
      EXPECT_EQ(r.registered_, r.sum_) << to_string(r.at_);
    }
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
            .busiest_road_ = [](planning::scenario const& s, planning::plan const& p) {
              return report::busiest_road(map_, s, p).map([](auto const& found) {
                return found ? std::optional{report::closing(*found)} : std::nullopt;
              });
            }};
  }

  std::int64_t in(place const p) const { return desk_.known().custody_.by_place_[p]; }

  planning::scenario everybody_{make(3)};
  desk_in_memory desk_{};
  std::vector<table_row> rows_{};
  day_outcome outcome_{};
};

TEST_F(a_day, whoever_asked_before_the_last_plan_sleeps_in_a_bed) {
  play(R"(, {"at": "2024-01-05T09:00:00Z", "plan": {"name": "first"}},
          {"at": "2024-01-05T10:00:00Z", "confirm_all": {}},
          {"at": "2024-01-05T12:00:00Z", "plan": {"name": "second"}},
          {"at": "2024-01-05T15:00:00Z", "plan": {"name": "third"}},
          {"at": "2024-01-05T18:30:00Z", "plan": {"name": "last"}})");
  EXPECT_EQ(1000, outcome_.last_.registered_);
  EXPECT_GT(in(place::kSheltered), 900);
  EXPECT_EQ(1000, in(place::kSheltered) + in(place::kWaiting));
}

TEST_F(a_day, a_bus_that_is_lost_on_its_way_hands_its_people_over) {
  play(R"(, {"at": "2024-01-05T09:00:00Z", "plan": {"name": "first"}},
          {"at": "2024-01-05T10:00:00Z", "plan": {"name": "second", "loses_fullest_bus": true, "loses_busiest_bridge": true}},
          {"at": "2024-01-05T18:30:00Z", "plan": {"name": "last"}})");
  auto broken = 0;
  auto transferred = 0;
  for (auto const& t : desk_.known().trips_.trips_.all()) {
    broken += static_cast<int>(t.phase_ == trips::phase::kBrokenDown);
  }
  for (auto const& t : desk_.known().custody_.tracks_) {
    for (auto const& l : t.legs_) {
      transferred += static_cast<int>(l.closed_ && l.end_ == custody::leg_end::kTransferred);
    }
  }
  EXPECT_EQ(1, broken);
  EXPECT_GT(transferred, 0);
  EXPECT_EQ(0, in(place::kUnderWay));
  EXPECT_GT(in(place::kSheltered), 900);
}

}  // namespace

}  // namespace leeward::app
