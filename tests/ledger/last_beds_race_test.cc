#include <barrier>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ledger/at_work.h"
#include "ledger/worker.h"
#include "operation/conservation.h"

// 64 dispatchers, each a thread, want the last four beds at the same moment.
namespace leeward::ledger {
namespace {

using namespace leeward::operation;

constexpr auto const kShards = 5;
#ifdef __SANITIZE_THREAD__
constexpr auto const kRounds = 100;  // TSan looks at every access: a race shows in few
#else
constexpr auto const kRounds = 10'000 / kShards;
#endif
constexpr auto const kDispatchers = std::size_t{64};

class last_beds_race : public with_sequencer, public testing::WithParamInterface<int> {
protected:
  last_beds_race() {
    start_.must(trip_of(start_, "earlier", {"there already"}));
    for (auto i = std::size_t{0}; i != kDispatchers; ++i) {
      auto const name = fmt::format("h {}", i);
      start_.must(registers(name, 4));
      auto bus = fleet::vehicle_added{};
      bus.vehicle_ = named<vehicle_id>("bus of " + name);
      bus.depot_ = named<depot_id>("garage");
      bus.space_.seats_ = 4;
      start_.must(ask_for<fleet::vehicle_added>{bus});
      start_.must(ask_for<fleet::crew_added>{{named<crew_id>("crew of " + name), bus.depot_, start_.now_,
                                              start_.now_ + seconds{std::int64_t{24} * 3600}}});
      auto t = trip_of(start_, "trip of " + name, {});
      t.households_ = {named<household_id>(name)};
      t.vehicle_ = bus.vehicle_;
      t.crew_ = named<crew_id>("crew of " + name);
      wanted_.push_back(t);
    }
    begin();
  }

  answer ask(request r) {
    auto answered = std::promise<answer>{};
    now_->sequencer_->post(std::move(r), [&](answer const& a) { answered.set_value(a); });
    return answered.get_future().get();
  }

  // One dispatcher in one round.
  void want(std::size_t const dispatcher, int const round) {
    auto t = wanted_[dispatcher];
    t.trip_ = named<trip_id>(fmt::format("{} {}", dispatcher, round));
    answers_[dispatcher] = ask(
        {.op_ = derived(uuid{3, dispatcher}, static_cast<std::uint64_t>(round)), .actor_ = "dispatcher", .what_ = t});
  }

  // Exactly one has them; they are given back for the next round.
  void judge(int const round) {
    auto winners = std::vector<std::size_t>{};
    for (auto i = std::size_t{0}; i != kDispatchers; ++i) {
      auto const& a = answers_[i];
      if (a.outcome_ == outcome::kDone) {
        winners.push_back(i);
        continue;
      }
      told_ += a.refusal_.value_or(refusal{}).sentence_ ==
                       "hall has 0 general and 1 accessible beds left; 4 general and 0 accessible are asked for."
                   ? 1
                   : 0;
    }
    rounds_with_one_ += winners.size() == 1 ? 1 : 0;
    for (auto const w : winners) {
      auto const trip = named<trip_id>(fmt::format("{} {}", w, round));
      auto const op = derived(uuid{4, w}, static_cast<std::uint64_t>(round));
      ask({.op_ = op,
           .actor_ = "dispatcher",
           .what_ = trips::call_off{trip, false, "again", start_.now_ + seconds{60}}});
      ask({.op_ = derived(op, 1),
           .actor_ = "dispatcher",
           .what_ = holds::release_hold{wanted_[w].households_.front()}});
    }
  }

  std::vector<trips::commit_trip> wanted_;
  std::vector<answer> answers_{kDispatchers};
  int rounds_with_one_{0};
  int told_{0};
};

TEST_P(last_beds_race, has_exactly_one_winner_each_time_and_the_others_are_told_what_is_left) {
  auto const now = now_->now_;
  {
    auto const w = worker{*now_->sequencer_, [now] { return now; }, [](error const& e) { FAIL() << e.sentence_; }};
    auto gate = std::barrier{static_cast<std::ptrdiff_t>(kDispatchers) + 1};
    auto dispatchers = std::vector<std::jthread>{};
    for (auto i = std::size_t{0}; i != kDispatchers; ++i) {
      dispatchers.emplace_back([&, i] {
        for (auto r = 0; r != kRounds; ++r) {
          gate.arrive_and_wait();
          want(i, r);
          gate.arrive_and_wait();
        }
      });
    }
    for (auto round = 0; round != kRounds; ++round) {
      gate.arrive_and_wait();
      gate.arrive_and_wait();
      judge(round);
    }
  }
  EXPECT_EQ(rounds_with_one_, kRounds);
  EXPECT_EQ(told_, kRounds * (static_cast<int>(kDispatchers) - 1));
  EXPECT_EQ(store_.doubled_, 0);
  EXPECT_TRUE(recount(now_->copy()).has_value());
}

INSTANTIATE_TEST_SUITE_P(shard, last_beds_race, testing::Range(0, kShards));

}  // namespace
}  // namespace leeward::ledger
