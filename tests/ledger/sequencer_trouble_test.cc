#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/at_work.h"
#include "ledger/snapshot.h"
#include "ledger/worker.h"

// A sequencer whose store gives trouble, and one with many callers.
namespace leeward::ledger {
namespace {

using namespace leeward::operation;
using testing::HasSubstr;

using sequencer_trouble_test = with_sequencer;

TEST_F(sequencer_trouble_test, a_full_disk_undoes_the_batch_refuses_and_heals) {
  begin();
  auto const known = must(asks("0", closes("me")));
  auto const before = hash_of(now_->copy());
  auto const end = now_->end();
  store_.is_full_ = true;
  auto const a = now_->ask(asks("1", registers("a", 3)));
  ASSERT_TRUE(a && a->refusal_);
  EXPECT_EQ(a->outcome_, outcome::kNotKept);
  EXPECT_THAT(a->refusal_->sentence_, HasSubstr("There is no space left on the disk"));
  EXPECT_EQ(hash_of(now_->copy()), before);  // reads go on
  EXPECT_EQ(now_->end(), end);

  EXPECT_EQ(now_->ask(asks("0", closes("me"))), known);
  now_->now_ = now_->now_ + seconds{1};
  EXPECT_EQ(now_->ask(asks("1", registers("a", 3)))->outcome_, outcome::kNotKept);
  store_.is_full_ = false;
  EXPECT_EQ(now_->ask(asks("1", registers("a", 3)))->outcome_, outcome::kNotKept);  // tried in this second already
  now_->now_ = now_->now_ + seconds{1};
  must(asks("1", registers("a", 3)));
  EXPECT_EQ(new_events(), 2U);
}

TEST_F(sequencer_trouble_test, a_full_disk_ends_the_plan_and_it_may_come_again) {
  start_.must(registers("a", 3));
  start_.must(registers("b", 3));
  begin({.trips_in_a_slice_ = 1});
  auto plan = commit_plan{.plan_ = named<plan_id>("plan"), .made_from_ = before_, .trips_ = {}};
  for (auto const* const name : {"a", "b"}) {
    auto t = trip_of(start_, fmt::format("trip of {}", name), {name});
    t.vehicle_ = named<vehicle_id>(*name == 'a' ? "bus 1" : "bus 2");
    t.crew_ = named<crew_id>(*name == 'a' ? "crew 1" : "crew 2");
    t.to_ = named<centre_id>("school far away");
    plan.trips_.push_back(t);
  }
  auto outcomes = std::vector<outcome>{};
  now_->sequencer_->post(asks("plan", plan), [&](answer const& a) { outcomes.push_back(a.outcome_); });
  ASSERT_TRUE(now_->sequencer_->work(now_->now_).has_value());
  store_.is_full_ = true;
  now_->work();
  EXPECT_THAT(outcomes, testing::ElementsAre(outcome::kNotKept));
  EXPECT_EQ(now_->copy().trips_.trips_.size(), 1U);
  store_.is_full_ = false;
  now_->now_ = now_->now_ + seconds{1};
  auto const a = must(asks("plan", plan));
  ASSERT_EQ(a.trips_.size(), 2U);
  EXPECT_FALSE(a.trips_[0].refusal_ || a.trips_[1].refusal_);
  EXPECT_EQ(now_->copy().trips_.trips_.size(), 2U);
}

TEST_F(sequencer_trouble_test, what_lapsed_on_a_full_disk_lapses_once_there_is_space) {
  begin();
  auto const trip = trip_of(start_, "trip", {"there already"});
  must(asks("1", trip));
  now_->now_ = trip.hold_until_;
  store_.is_full_ = true;
  now_->work();
  EXPECT_EQ(now_->copy().holds_.by_end_.size(), 1U);
  store_.is_full_ = false;
  now_->now_ = now_->now_ + seconds{1};
  now_->work();
  EXPECT_TRUE(now_->copy().holds_.by_end_.empty());
}

TEST_F(sequencer_trouble_test, a_snapshot_that_finds_no_space_is_made_later) {
  begin({.events_between_snapshots_ = 100});
  for (auto i = 0; i != 99 - static_cast<int>(before_); ++i) {
    must(asks(fmt::format("{}", i), closes("me")));
  }
  now_->sequencer_->between([&](store&) { return store_.is_full_ = true; });
  must(asks("the hundredth", closes("me")));
  EXPECT_TRUE(store_.snapshots_.empty());
  store_.is_full_ = false;
  for (auto i = 0; i != 100; ++i) {
    must(asks(fmt::format("later {}", i), closes("me")));
  }
  EXPECT_EQ(store_.snapshots_.size(), 1U);
}

TEST_F(sequencer_trouble_test, nobody_is_answered_after_the_store_died) {
  begin();
  store_.dies_ = true;
  EXPECT_FALSE(now_->ask(asks("1", closes("me"))).has_value());
  store_.dies_ = false;
  EXPECT_FALSE(now_->ask(asks("2", closes("me"))).has_value());
  EXPECT_FALSE(now_->work());
}

// By a hand that is none of the rules: one person more than are registered.
TEST_F(sequencer_trouble_test, does_not_begin_with_counts_that_differ) {
  begin();
  ASSERT_TRUE(now_->sequencer_->read([](auto const&, auto const&) { return true; }));
  auto wrong = now_->copy();
  ++wrong.households_.registered_;
  auto const parts = pack(wrong);
  for (auto i = std::uint32_t{0}; i != parts.size(); ++i) {
    ASSERT_TRUE(store_.put_snapshot_part(kOperationStream, i, parts[i]).has_value());
  }
  ASSERT_TRUE(store_
                  .finish_snapshot({.stream_ = kOperationStream,
                                    .after_ = now_->end(),
                                    .at_ = now_->now_,
                                    .shape_ = shape_of_state(),
                                    .hash_ = hash_of(parts),
                                    .parts_ = static_cast<std::uint32_t>(parts.size())})
                  .has_value());
  auto const begun = sequencer::begin(store_, now_->keys_);
  ASSERT_FALSE(begun.has_value());
  EXPECT_THAT(begun.error().sentence_, HasSubstr("The counts differ"));
}

TEST_F(sequencer_trouble_test, a_worker_answers_many_callers_while_others_read) {
  begin();
  auto const now = now_->now_;
  auto done = std::atomic<int>{0};
  auto reads = std::atomic<int>{0};
  {
    auto const w = worker{*now_->sequencer_, [now] { return now; }, [](error const& e) { FAIL() << e.sentence_; }};
    auto callers = std::vector<std::jthread>{};
    for (auto c = 0; c != 8; ++c) {
      callers.emplace_back([&, c] {
        for (auto i = 0; i != 50; ++i) {
          auto answered = std::promise<answer>{};
          now_->sequencer_->post(asks(fmt::format("{}/{}", c, i), closes("me")),
                                 [&](answer const& a) { answered.set_value(a); });
          done += answered.get_future().get().outcome_ == outcome::kDone ? 1 : 0;
        }
      });
    }
    // Without a pause: they must not keep the worker out.
    for (auto r = 0; r != 4; ++r) {
      callers.emplace_back([&] {
        while (done != 8 * 50) {
          now_->sequencer_->read(
              [&](operation::state const& s, head const& end) { reads += s.events_ == end.seq_ ? 1 : 1'000'000'000; });
        }
      });
    }
  }
  EXPECT_EQ(done, 400);
  EXPECT_GT(reads, 0);
  EXPECT_LT(reads, 1'000'000'000);
  EXPECT_EQ(new_events(), 400U);
}

TEST_F(sequencer_trouble_test, a_worker_answers_what_waits_before_it_ends) {
  begin();
  auto answers = 0;
  for (auto i = 0; i != 1'000; ++i) {
    now_->sequencer_->post(asks(fmt::format("{}", i), closes("me")), [&](answer const&) { ++answers; });
  }
  auto const now = now_->now_;
  {
    auto const w = worker{*now_->sequencer_, [now] { return now; }, [](error const&) {}};
  }
  EXPECT_EQ(answers, 1'000);
}

TEST_F(sequencer_trouble_test, a_worker_says_when_the_store_died) {
  begin();
  auto said = std::promise<std::string>{};
  auto const now = now_->now_;
  store_.dies_ = true;
  auto const w = worker{*now_->sequencer_, [now] { return now; }, [&](error const& e) { said.set_value(e.sentence_); }};
  now_->sequencer_->post(asks("1", closes("me")), [](answer const&) { FAIL() << "answered"; });
  EXPECT_EQ(said.get_future().get(), "The disk gives trouble.");
}

}  // namespace
}  // namespace leeward::ledger
