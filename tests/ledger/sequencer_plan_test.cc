#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/at_work.h"

// The trips of a plan are committed some at a time, each a command of its own.
namespace leeward::ledger {
namespace {

using namespace leeward::operation;
using testing::Each;
using testing::HasSubstr;
using testing::IsTrue;

constexpr auto const kTrips = std::size_t{7};

std::string household(std::size_t const n) { return fmt::format("family {}", n); }

struct sequencer_plan_test : with_sequencer {
  // So many families, each with a bus of its own to the school far away, two trips in a slice.
  void begin_with_families() {
    for (auto n = std::size_t{0}; n != kTrips; ++n) {
      auto bus = fleet::vehicle_added{};
      bus.vehicle_ = named<vehicle_id>("bus of " + household(n));
      bus.depot_ = named<depot_id>("garage");
      bus.space_.seats_ = 4;
      start_.must(ask_for<fleet::vehicle_added>{bus});
      start_.must(ask_for<fleet::crew_added>{{named<crew_id>("crew of " + household(n)), bus.depot_, start_.now_,
                                              start_.now_ + seconds{std::int64_t{24} * 3600}}});
      start_.must(registers(household(n), 3));
    }
    begin({.trips_in_a_slice_ = 2});
  }

  request plan() {
    auto p = commit_plan{.plan_ = named<plan_id>("plan"), .made_from_ = before_, .trips_ = {}};
    for (auto n = std::size_t{0}; n != kTrips; ++n) {
      auto const name = household(n);
      auto t = trip_of(start_, "trip of " + name, {name});
      t.vehicle_ = named<vehicle_id>("bus of " + name);
      t.crew_ = named<crew_id>("crew of " + name);
      t.to_ = named<centre_id>("school far away");
      p.trips_.push_back(t);
    }
    return asks("plan", p);
  }

  void post(request const& r) {
    now_->sequencer_->post(r, [this](answer const& a) { answers_.push_back(a); });
  }

  void work_once() { ASSERT_TRUE(now_->sequencer_->work(now_->now_).has_value()); }

  std::size_t trips() const { return now_->copy().trips_.trips_.size(); }

  std::vector<answer> answers_;
};

std::vector<bool> committed(answer const& a) {
  auto all = std::vector<bool>{};
  for (auto const& t : a.trips_) {
    all.push_back(!t.refusal_);
  }
  return all;
}

TEST_F(sequencer_plan_test, commits_slice_by_slice_and_others_come_in_between) {
  begin_with_families();
  post(plan());
  for (auto slice = std::size_t{0}; slice != 3; ++slice) {
    auto const op = fmt::format("between {}", slice);
    post(asks(op, closes("me")));
    work_once();
    EXPECT_EQ(trips(), 2 * (slice + 1));
    EXPECT_EQ(answers_.size(), slice + 1);  // that of the other command
    EXPECT_FALSE(store_.answers_.contains(op_named("plan")));
  }
  work_once();
  ASSERT_EQ(answers_.size(), 4U);
  auto const& a = answers_.back();
  EXPECT_EQ(a.outcome_, outcome::kDone);
  EXPECT_EQ(a.events_, 3 * kTrips);  // planned, held, promised
  EXPECT_EQ(a.after_, now_->end().seq_);
  EXPECT_EQ(a.trips_.size(), kTrips);
  EXPECT_THAT(committed(a), Each(IsTrue()));
  EXPECT_THAT(store_.records_[before_ + 1].event_, HasSubstr(to_string(named<plan_id>("plan"))));
}

TEST_F(sequencer_plan_test, a_repeat_gets_the_same_answer) {
  begin_with_families();
  auto const first = must(plan());
  auto const end = now_->end();
  EXPECT_EQ(must(plan()), first);
  now_->restart();
  EXPECT_EQ(must(plan()), first);
  EXPECT_EQ(now_->end(), end);
}

TEST_F(sequencer_plan_test, who_asks_the_same_while_it_is_at_work_gets_the_same_answer) {
  begin_with_families();
  post(plan());
  post(plan());
  work_once();
  post(plan());
  now_->work();
  ASSERT_EQ(answers_.size(), 3U);
  EXPECT_EQ(answers_[1], answers_[0]);
  EXPECT_EQ(answers_[2], answers_[0]);
  EXPECT_EQ(trips(), kTrips);
}

TEST_F(sequencer_plan_test, another_content_under_the_number_of_a_plan_at_work_is_refused) {
  begin_with_families();
  post(plan());
  work_once();
  post(asks("plan", closes("me")));
  work_once();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0].refusal_.value_or(refusal{}).code_, refusal_code::kTaken);
  EXPECT_EQ(cases(cases::kind::kReusedId), 1U);
  now_->work();
  ASSERT_EQ(answers_.size(), 2U);
  EXPECT_THAT(committed(answers_[1]), Each(IsTrue()));
}

TEST_F(sequencer_plan_test, after_a_crash_a_repeat_finishes_the_rest) {
  begin_with_families();
  auto const whole = must(plan());
  auto const kept = store_;
  for (auto slices = std::size_t{1}; slices != 4; ++slices) {
    store_ = memory_store{};
    begin({.trips_in_a_slice_ = 2});
    answers_.clear();
    post(plan());
    for (auto i = std::size_t{0}; i != slices; ++i) {
      work_once();
    }
    now_->restart();
    EXPECT_EQ(trips(), 2 * slices);
    EXPECT_TRUE(answers_.empty());
    auto const rest = must(plan());
    EXPECT_EQ(rest, whole);
    EXPECT_EQ(trips(), kTrips);
    EXPECT_EQ(store_.doubled_, 0);
    EXPECT_EQ(store_.records_, kept.records_);
  }
}

// The trips of the slices before do not touch those of the later ones, but a change by somebody else does.
TEST_F(sequencer_plan_test, what_was_touched_since_is_refused_by_itself) {
  begin_with_families();
  auto const p = plan();
  must(asks("1", ask_for<households::needs_changed>{{named<person_id>(household(5) + "/1"), {need::kWheelchair}}}));
  auto const a = must(p);
  EXPECT_EQ(committed(a), (std::vector<bool>{true, true, true, true, true, false, true}));
  EXPECT_THAT(a.trips_[5].refusal_.value_or(refusal{}).sentence_, HasSubstr("has changed since the plan was made"));
  EXPECT_EQ(trips(), kTrips - 1);
}

TEST_F(sequencer_plan_test, a_change_between_two_slices_is_seen) {
  begin_with_families();
  post(plan());
  work_once();
  post(asks("1", custody::withdraw{named<household_id>(household(6))}));
  now_->work();
  ASSERT_EQ(answers_.size(), 2U);
  EXPECT_EQ(answers_[0].outcome_, outcome::kDone);
  EXPECT_EQ(committed(answers_[1]), (std::vector<bool>{true, true, true, true, true, true, false}));
}

TEST_F(sequencer_plan_test, a_plan_without_trips_is_done) {
  begin_with_families();
  EXPECT_EQ(must(asks("1", commit_plan{named<plan_id>("plan"), before_, {}})), (answer{.after_ = before_}));
}

TEST_F(sequencer_plan_test, only_so_many_plans_are_at_work) {
  begin_with_families();
  auto p = plan();
  for (auto i = std::size_t{0}; i != sequencer::kMostPlansAtWork + 2; ++i) {
    p.op_ = op_named(fmt::format("plan {}", i));
    post(p);
  }
  work_once();
  EXPECT_EQ(answers_.size(), 2U);
  EXPECT_EQ(answers_[0].outcome_, outcome::kNotKept);
  now_->work();
  EXPECT_EQ(answers_.size(), sequencer::kMostPlansAtWork + 2);
  EXPECT_EQ(trips(), kTrips);
}

}  // namespace
}  // namespace leeward::ledger
