#include "ledger/sequencer.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/at_work.h"
#include "ledger/replay.h"
#include "ledger/snapshot.h"
#include "operation/legs.h"

namespace leeward::ledger {
namespace {

using namespace leeward::operation;
using testing::ElementsAre;
using testing::HasSubstr;

using sequencer_test = with_sequencer;

TEST_F(sequencer_test, keeps_events_answer_and_personal_records_together) {
  begin();
  auto r = asks("1", registers("a", 3), "call-taker 4");
  r.subjects_ = {{.subject_ = {5, 6}, .version_ = 1, .bytes_ = "sealed"}};
  EXPECT_EQ(must(r), (answer{.outcome_ = outcome::kDone, .events_ = 1, .after_ = before_ + 1}));
  auto const& last = store_.records_.back();
  EXPECT_EQ(last.op_, op_named("1"));
  EXPECT_EQ(last.actor_, "call-taker 4");
  EXPECT_EQ(last.at_, now_->now_);
  EXPECT_EQ(store_.batches_, 2);  // the first is what was there
  EXPECT_EQ(store_.subjects_.size(), 1U);
  EXPECT_EQ(now_->end(), (head{.seq_ = last.seq_, .chain_ = last.chain_}));
  EXPECT_EQ(now_->copy().households_.registered_, 9);
}

TEST_F(sequencer_test, answers_a_repeat_as_the_first_time_and_does_nothing) {
  begin();
  auto const first = must(asks("1", closes("me")));
  must(asks("2", registers("a", 3)));
  auto const events = new_events();
  EXPECT_EQ(must(asks("1", closes("me"), "another device")), first);
  now_->restart();
  EXPECT_EQ(must(asks("1", closes("me"))), first);
  EXPECT_EQ(new_events(), events);
}

TEST_F(sequencer_test, answers_a_repeat_within_one_batch) {
  begin();
  auto answers = std::vector<answer>{};
  for (auto i = 0; i != 3; ++i) {
    now_->sequencer_->post(asks("1", closes("me")), [&](answer const& a) { answers.push_back(a); });
  }
  now_->work();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[1], answers[0]);
  EXPECT_EQ(answers[2], answers[0]);
  EXPECT_EQ(new_events(), 1U);
  EXPECT_EQ(store_.doubled_, 0);
}

// Who was refused has done something else since.
TEST_F(sequencer_test, refuses_a_repeat_of_what_was_refused_even_if_it_would_succeed_now) {
  begin();
  auto const early = asks("1", trip_of(start_, "trip", {"a"}));
  auto const first = now_->ask(early);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->outcome_, outcome::kRefused);
  EXPECT_THAT(first->refusal_->sentence_, HasSubstr("There is not a household"));
  must(asks("2", registers("a", 3)));
  EXPECT_EQ(now_->ask(early), first);
  now_->restart();
  EXPECT_EQ(now_->ask(early), first);
  must(asks("3", trip_of(start_, "trip", {"a"})));
}

// "It was so already" is an answer as well: by the time of the repeat it may be so no more.
TEST_F(sequencer_test, keeps_the_answer_of_what_led_to_no_event) {
  begin();
  auto const nothing = must(asks("1", operations::advance_clock{}));
  EXPECT_EQ(nothing.events_, 0U);
  EXPECT_TRUE(store_.answers_.contains(op_named("1")));
}

TEST_F(sequencer_test, refuses_another_content_under_a_known_number_and_tells_the_auditor_once) {
  begin();
  auto const first = must(asks("1", registers("a", 3)));
  auto const other = asks("1", registers("a", 4), "somebody");
  auto const refused = now_->ask(other);
  ASSERT_TRUE(refused && refused->refusal_);
  EXPECT_EQ(refused->outcome_, outcome::kRefused);
  EXPECT_EQ(refused->refusal_->code_, refusal_code::kTaken);
  EXPECT_EQ(refused->refusal_->field_, "op");
  EXPECT_EQ(cases(cases::kind::kReusedId), 1U);
  auto const c = now_->copy().cases_.cases_.all().back().what_;
  EXPECT_EQ(c.owner_, cases::owner::kAuditor);
  EXPECT_THAT(c.sentence_, HasSubstr("from somebody"));
  EXPECT_NE(store_.records_.back().op_, op_named("1"));

  EXPECT_EQ(now_->ask(other)->outcome_, outcome::kRefused);
  now_->restart();
  EXPECT_EQ(now_->ask(other)->outcome_, outcome::kRefused);
  EXPECT_EQ(cases(cases::kind::kReusedId), 1U);
  EXPECT_EQ(now_->ask(asks("1", registers("a", 5)))->outcome_, outcome::kRefused);
  EXPECT_EQ(cases(cases::kind::kReusedId), 2U);
  EXPECT_EQ(must(asks("1", registers("a", 3))), first);
  EXPECT_EQ(now_->copy().households_.registered_, 9);
}

TEST_F(sequencer_test, finds_another_content_within_one_batch) {
  begin();
  auto outcomes = std::vector<outcome>{};
  for (auto const by : {"me", "you", "you", "me"}) {
    now_->sequencer_->post(asks("1", closes(by)), [&](answer const& a) { outcomes.push_back(a.outcome_); });
  }
  now_->work();
  EXPECT_THAT(outcomes, ElementsAre(outcome::kDone, outcome::kRefused, outcome::kRefused, outcome::kDone));
  EXPECT_EQ(cases(cases::kind::kReusedId), 1U);
}

TEST_F(sequencer_test, before_the_operation_is_opened_there_is_no_case) {
  now_ = std::make_unique<at_work>(store_);
  EXPECT_EQ(now_->ask(asks("1", closes("me")))->outcome_, outcome::kRefused);
  EXPECT_EQ(now_->ask(asks("1", closes("you")))->refusal_->code_, refusal_code::kTaken);
  EXPECT_TRUE(store_.records_.empty());
}

TEST_F(sequencer_test, keeps_no_personal_records_of_what_is_refused_and_none_twice) {
  begin();
  auto bad = asks("1", trip_of(start_, "trip", {"nobody"}));
  bad.subjects_ = {{.subject_ = {5, 6}, .version_ = 1, .bytes_ = "sealed"}};
  EXPECT_EQ(now_->ask(bad)->outcome_, outcome::kRefused);
  EXPECT_TRUE(store_.subjects_.empty());

  auto r = asks("2", closes("me"));
  r.subjects_ = {{.subject_ = {5, 6}, .version_ = 1, .bytes_ = "one"}};
  must(r);
  r.op_ = op_named("3");
  auto both = asks("4", closes("me"));
  both.subjects_ = {{.subject_ = {7, 7}, .version_ = 1, .bytes_ = "x"},
                    {.subject_ = {7, 7}, .version_ = 1, .bytes_ = "y"}};
  auto refused = std::vector<std::string>{};
  for (auto const& again : {r, both}) {
    now_->sequencer_->post(again, [&](answer const& a) { refused.push_back(a.refusal_.value_or(refusal{}).field_); });
  }
  now_->work();
  EXPECT_THAT(refused, ElementsAre("subjects[0].version", "subjects[1].version"));
  EXPECT_EQ(store_.subjects_.size(), 1U);
  EXPECT_EQ(store_.doubled_, 0);
}

TEST_F(sequencer_test, refuses_at_once_what_no_state_would_accept) {
  begin();
  auto const at_once = [&](request r) {
    auto field = std::string{"not at once"};
    now_->sequencer_->post(std::move(r), [&](answer const& a) { field = a.refusal_.value_or(refusal{}).field_; });
    return field;
  };
  auto without_number = asks("1", closes("me"));
  without_number.op_ = {};
  EXPECT_EQ(at_once(without_number), "op");
  EXPECT_EQ(at_once(asks("1", closes("me"), "")), "actor");
  EXPECT_EQ(at_once(asks("1", closes("me"), "clock")), "actor");
  EXPECT_EQ(at_once(asks("1", closes("me"), std::string(201, 'x'))), "actor");
  EXPECT_EQ(at_once(asks("1", closes(std::string(sequencer::kMostBytesEach, 'x')))), "");
  auto plan = asks("1", commit_plan{});
  plan.subjects_ = {{.subject_ = {5, 6}, .version_ = 1, .bytes_ = "sealed"}};
  EXPECT_EQ(at_once(plan), "subjects");
  EXPECT_EQ(at_once(asks("1", closes("me"))), "not at once");
}

TEST_F(sequencer_test, lets_only_so_many_wait) {
  begin();
  auto not_kept = 0;
  for (auto i = std::size_t{0}; i != sequencer::kMostWaiting + 3; ++i) {
    now_->sequencer_->post(asks(fmt::format("{}", i), closes("me")),
                           [&](answer const& a) { not_kept += a.outcome_ == outcome::kNotKept ? 1 : 0; });
  }
  EXPECT_EQ(not_kept, 3);
  now_->work();
  EXPECT_EQ(not_kept, 3);
  EXPECT_EQ(new_events(), sequencer::kMostWaiting);
  must(asks("10001", closes("me")));
}

TEST_F(sequencer_test, lets_only_so_many_bytes_wait) {
  begin();
  auto not_kept = 0;
  auto r = asks("0", closes("me"));
  r.subjects_ = {{.subject_ = {5, 6}, .version_ = 1, .bytes_ = std::string(sequencer::kMostBytesEach - 1'000, 'x')}};
  for (auto i = 0; i != 9; ++i) {
    r.op_ = op_named(fmt::format("{}", i));
    now_->sequencer_->post(r, [&](answer const& a) { not_kept += a.outcome_ == outcome::kNotKept ? 1 : 0; });
  }
  EXPECT_EQ(not_kept, 1);
}

TEST_F(sequencer_test, decides_in_the_order_in_which_they_came) {
  begin();
  auto order = std::vector<int>{};
  for (auto i = 0; i != 600; ++i) {
    now_->sequencer_->post(asks(fmt::format("{}", i), closes(fmt::format("clerk {}", i))),
                           [&order, i](answer const&) { order.push_back(i); });
  }
  auto const batches = store_.batches_;
  now_->work();
  EXPECT_EQ(store_.batches_ - batches, 3);
  ASSERT_EQ(new_events(), 600U);
  for (auto i = 0; i != 600; ++i) {
    EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
    EXPECT_THAT(store_.records_[before_ + static_cast<std::size_t>(i)].event_, HasSubstr(fmt::format("clerk {}\"", i)));
  }
}

TEST_F(sequencer_test, answers_only_what_is_durable) {
  begin();
  auto durable = std::size_t{0};
  now_->sequencer_->post(asks("1", closes("me")), [&](answer const&) { durable = new_events(); });
  EXPECT_EQ(durable, 0U);
  now_->work();
  EXPECT_EQ(durable, 1U);
}

TEST_F(sequencer_test, a_clock_that_goes_back_changes_nothing) {
  begin();
  auto const late = now_->now_ = now_->now_ + seconds{500};
  must(asks("1", closes("me")));
  now_->now_ = late - seconds{3'600};
  must(asks("2", closes("me")));
  EXPECT_EQ(store_.records_.back().at_, late);
  now_->restart();
  must(asks("3", closes("me")));
  EXPECT_EQ(store_.records_.back().at_, late);
}

TEST_F(sequencer_test, the_clock_ends_promises_by_an_event_of_its_own) {
  begin();
  must(asks("1", registers("a", 3)));
  auto const trip = trip_of(start_, "trip", {"a"});
  must(asks("2", trip));
  auto const events = store_.records_.size();
  now_->now_ = trip.hold_until_ - seconds{1};
  now_->work();
  EXPECT_EQ(store_.records_.size(), events);
  now_->now_ = trip.hold_until_;
  now_->work();
  ASSERT_GT(store_.records_.size(), events);
  EXPECT_EQ(store_.records_[events].actor_, "clock");
  EXPECT_THAT(store_.records_[events].event_, HasSubstr("lapsed"));
  auto const s = now_->copy();
  EXPECT_EQ(place_of(s.custody_.tracks_[s.households_.persons_.row_of(named<person_id>("a/1")).v_]), place::kWaiting);
  auto const then = store_.records_.size();
  auto const batches = store_.batches_;
  now_->now_ = now_->now_ + seconds{1};
  now_->work();
  EXPECT_EQ(store_.records_.size(), then);
  EXPECT_EQ(store_.batches_, batches);
}

// A command that comes with the second in which a hold ends finds its beds free.
TEST_F(sequencer_test, what_lapsed_comes_before_the_commands_of_its_batch) {
  begin();
  must(asks("0", trip_of(start_, "earlier", {"there already"})));
  must(asks("1", registers("a", 4)));
  must(asks("2", registers("b", 4)));
  auto first = trip_of(start_, "first", {"a"});
  auto second = trip_of(start_, "second", {"b"});
  first.vehicle_ = second.vehicle_ = named<vehicle_id>("bus 2");
  first.crew_ = second.crew_ = named<crew_id>("crew 2");
  second.departs_ = first.arrives_ + seconds{3'600};
  second.arrives_ = second.departs_ + seconds{3'600};
  must(asks("3", first));
  EXPECT_THAT(sentence(asks("4", second)), HasSubstr("hall has 0 general"));
  now_->now_ = first.hold_until_;
  must(asks("5", second));
}

TEST_F(sequencer_test, of_two_dispatchers_one_gets_the_last_beds_and_the_other_hears_what_is_left) {
  begin();
  must(asks("0", trip_of(start_, "earlier", {"there already"})));
  must(asks("1", registers("a", 4)));
  must(asks("2", registers("b", 4)));
  auto answers = std::vector<answer>{};
  for (auto const* const h : {"a", "b"}) {
    auto t = trip_of(start_, fmt::format("trip of {}", h), {h});
    t.vehicle_ = named<vehicle_id>(*h == 'a' ? "bus 2" : "bus 3");
    t.crew_ = named<crew_id>(*h == 'a' ? "crew 2" : "crew 3");
    now_->sequencer_->post(asks(t.trip_.is_none() ? "" : fmt::format("of {}", h), t),
                           [&](answer const& a) { answers.push_back(a); });
  }
  now_->work();
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].outcome_, outcome::kDone);
  EXPECT_EQ(answers[1].outcome_, outcome::kRefused);
  EXPECT_EQ(answers[1].refusal_.value_or(refusal{}).sentence_,
            "hall has 0 general and 1 accessible beds left; 4 general and 0 accessible are asked for.");
}

// The ids of what a command makes follow from the folder's key: the same after a crash, and not to be guessed.
TEST_F(sequencer_test, the_key_decides_which_ids_are_made) {
  auto const fact_with_key = [&](std::uint8_t const key) {
    auto store = memory_store{};
    auto r = start_;
    keep_events(store, r);
    auto w = at_work{store};
    w.keys_.content_ = {key};
    w.restart();
    w.ask(asks("1", trip_of(r, "trip", {"there already"})));
    return store.records_.back().event_;
  };
  EXPECT_EQ(fact_with_key(1), fact_with_key(1));
  EXPECT_NE(fact_with_key(1), fact_with_key(2));
}

TEST_F(sequencer_test, a_step_runs_between_batches_until_it_is_done) {
  begin();
  auto runs = std::vector<std::uint64_t>{};
  now_->sequencer_->between([&](store& s) {
    runs.push_back(s.head_of(kOperationStream)->seq_);
    return runs.size() == 3;
  });
  must(asks("1", closes("me")));
  EXPECT_THAT(runs, ElementsAre(before_ + 1, before_ + 1, before_ + 1));
}

TEST_F(sequencer_test, makes_a_snapshot_after_so_many_events_part_by_part) {
  begin({.events_between_snapshots_ = 300});
  for (auto i = 0; i != 299; ++i) {
    must(asks(fmt::format("{}", i), closes("me")));
  }
  ASSERT_EQ(store_.snapshots_.size(), 1U);  // the operation was there before
  EXPECT_EQ(store_.snapshots_[0].after_.seq_, 300U);
  for (auto i = 299; i != 600; ++i) {
    must(asks(fmt::format("{}", i), closes("me")));
  }
  ASSERT_EQ(store_.snapshots_.size(), 2U);
  EXPECT_EQ(store_.snapshots_[1].after_.seq_, 600U);
  auto const s = now_->copy();
  now_->restart();
  EXPECT_EQ(hash_of(now_->copy()), hash_of(s));
  auto const again = replay(store_, kOperationStream, now_->now_);  // from the first event
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(hash_of(again->state_), hash_of(s));
}

}  // namespace
}  // namespace leeward::ledger
