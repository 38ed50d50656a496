#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "app/plans/commits.h"
#include "app/plans/field.h"
#include "app/plans/names.h"
#include "app/plans/setting.h"
#include "operation/apply.h"
#include "operation/conservation.h"
#include "operation/decide.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/on_roads.h"

// A planner's plan goes through the rules of the operation, trip by trip.
namespace leeward::app {

namespace {

using namespace operation;

using whole_day = planning::on_roads;

struct day {
  // What is accepted; each refusal is a failure of the test.
  void must(instant const at, command const& c) {
    now_ = std::max(now_, at);
    auto const decided = decide(state_, c, {now_, derived(uuid_of_name("day"), ++commands_), {}});
    if (!decided) {
      ADD_FAILURE() << decided.error().sentence_ << " (" << decided.error().field_ << ")";
      return;
    }
    for (auto const& e : *decided) {
      apply(state_, now_, e);
    }
    auto const same = compare_counts(state_);
    ASSERT_TRUE(same.has_value()) << same.error().sentence_;
  }

  operation::state state_{};
  instant now_{};
  std::uint64_t commands_{0};
};

TEST_F(whole_day, everybody_whom_the_plan_serves_sleeps_in_the_bed_that_it_says) {
  auto const s = make(3);
  auto const plan = planning::make_plan(s, planning::measure(s, map_).value(), {});
  ASSERT_GT(plan.totals_.served_.v_, 900);

  auto d = day{};
  d.must(s.start_, operations::command{ask_for<operations::opened>{
                       {number_of<operation_id>("day"), "A day", operations::kind::kExercise}}});
  for (auto const& c : setting_of(s)) {
    d.must(s.start_, c);
  }
  for (auto const& h : s.households_) {
    d.must(s.start_,
           households::command{ask_for<households::registered>{registration_of(h, households::origin::kStaff)}});
  }
  for (auto const& c : commits_of(s, plan)) {
    d.must(s.start_, trips::command{c});
  }
  EXPECT_EQ(plan.totals_.served_.v_, d.state_.custody_.by_place_[place::kPromised]);

  auto all = std::multimap<instant, occasion>{};
  for (auto const& t : plan.trips_) {
    for (auto& o : occasions_of(t, number_of<trip_id>(t.id_))) {
      all.emplace(o.at_, std::move(o));
    }
  }
  for (auto const& [at, o] : all) {
    for (auto const& r : reports_of(d.state_, o, {})) {
      d.must(at, r.what_);
    }
  }
  EXPECT_EQ(plan.totals_.served_.v_, d.state_.custody_.by_place_[place::kSheltered]);
  EXPECT_EQ(plan.totals_.persons_.v_ - plan.totals_.served_.v_, d.state_.custody_.by_place_[place::kWaiting]);
  for (auto const& fill : plan.centres_) {
    auto const& centre = d.state_.centres_.centres_.at(number_of<centre_id>(fill.centre_));
    EXPECT_EQ(fill.persons_.v_, centre.here_[place::kSheltered]) << fill.centre_;
    EXPECT_EQ(beds{}, centre.held_) << fill.centre_;
  }
  auto const same = recount(d.state_);
  EXPECT_TRUE(same.has_value()) << (same ? "" : same.error().sentence_);
}

}  // namespace

}  // namespace leeward::app
