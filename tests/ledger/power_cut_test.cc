#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "ledger/operation_script.h"
#include "ledger/script_player.h"
#include "ledger/trouble.h"

// The ledger as it is, from the command to the answer, on a disk that loses power at any change: while the file is
// made, in a batch, between two slices of a plan, in a snapshot, while the log goes to its places, at a restart, and in
// the recovery from another cut.
namespace leeward::ledger {
namespace {

constexpr auto const kShards = std::uint64_t{16};
constexpr auto const kCutPoints = std::uint64_t{3'200};  // first cuts; every other life has a second
constexpr auto const kCutPointsInSoak = std::uint64_t{20'800};
constexpr auto const kRestartEvery = std::size_t{40};
constexpr auto const kWithinRecovery = std::uint64_t{30};  // changes, for the second cut
constexpr auto const kSmallRecord = std::size_t{50};
constexpr auto const kLargeRecord = std::size_t{200'000};

enum class weakness { kNone, kNormal, kIgnoredFlushes };

struct totals {
  std::uint64_t cuts_{0};
  reckoning sum_{};
};

void add(reckoning& to, reckoning const& r) {
  to.lost_ += r.lost_;
  to.doubled_ += r.doubled_;
  to.halved_ += r.halved_;
  to.damaged_ += r.damaged_;
  to.begun_ += r.begun_;
}

operation_script& script_with(std::size_t const record_bytes) {
  static auto scripts = std::map<std::size_t, operation_script>{};
  return scripts.try_emplace(record_bytes, seconds{60}, record_bytes).first->second;
}

struct life : script_player {
  life(weakness const w, std::size_t const record_bytes, std::uint64_t const seed)
      : script_player{seed, script_with(record_bytes)}, weakness_{w} {
    durability_ = w == weakness::kNormal ? durability::kNormal : durability::kFull;
    restart_every_ = kRestartEvery;
  }

  void plan(std::uint64_t const cut_at) {
    disk_.plan({.cut_at_ = cut_at, .ignores_flushes_ = weakness_ == weakness::kIgnoredFlushes});
  }

  bool play() { return open() && ask_all(); }

  void restart() {
    close();
    disk_.restart();
  }

  weakness weakness_;
};

std::uint64_t changes_of_the_whole(std::size_t const record_bytes) {
  auto whole = life{weakness::kNone, record_bytes, 1};
  whole.plan(0);
  EXPECT_TRUE(whole.play()) << whole.said_;
  whole.close();
  return whole.disk_.changes();
}

// One life: cut, perhaps cut again while it recovers, judged, and played to its end.
void live(life& l, std::uint64_t const cut_at, std::uint64_t const again_at, totals& t) {
  l.plan(cut_at);
  l.play();
  l.close();
  t.cuts_ += l.disk_.is_cut() ? 1U : 0U;
  l.restart();
  if (again_at != 0) {
    l.plan(again_at);
    l.play();
    l.close();
    t.cuts_ += l.disk_.is_cut() ? 1U : 0U;
    l.restart();
  }
  add(t.sum_, l.judge());
  if (l.weakness_ != weakness::kNone) {
    return;
  }
  EXPECT_TRUE(l.play()) << l.said_;
  auto const end = l.judge();
  EXPECT_EQ(end.there_, static_cast<int>(script_player::kRequests));
  add(t.sum_, end);
}

totals cut_all_over(weakness const w, std::size_t const record_bytes, std::uint64_t const first,
                    std::uint64_t const step, std::uint64_t const points) {
  auto t = totals{};
  auto const all = changes_of_the_whole(record_bytes);
  for (auto p = first; p < points; p += step) {
    auto random = random_source{soak_seed() * 1'000'003 + p};
    auto const cut_at = 1 + (points < all ? p * all / points : p % all);
    auto l = life{w, record_bytes, random.next()};
    live(l, cut_at, random.chance(1, 2) ? 0 : 1 + random.below(kWithinRecovery), t);
    if (testing::Test::HasFailure()) {
      ADD_FAILURE() << "point " << p << " of soak " << soak_seed() << ", cut at " << cut_at;
      break;
    }
  }
  return t;
}

void expect_unharmed(totals const& t) {
  EXPECT_EQ(t.sum_.lost_, 0);
  EXPECT_EQ(t.sum_.doubled_, 0);
  EXPECT_EQ(t.sum_.halved_, 0);
  EXPECT_EQ(t.sum_.damaged_, 0);
  testing::Test::RecordProperty("cut_points", static_cast<int>(t.cuts_));
}

class power_cut : public testing::TestWithParam<std::uint64_t> {};

// Some of the cuts fall between two slices of a plan.
TEST_P(power_cut, loses_doubles_and_damages_nothing) {
  auto const points = in_soak(kCutPointsInSoak, kCutPoints);
  auto const t = cut_all_over(weakness::kNone, kSmallRecord, GetParam(), kShards, points);
  EXPECT_GE(t.cuts_, points / kShards);
  EXPECT_GE(t.sum_.begun_, 3);
  expect_unharmed(t);
}

INSTANTIATE_TEST_SUITE_P(shard, power_cut, testing::Range(std::uint64_t{0}, kShards));

// Records so large that the log goes to its places between two batches.
TEST(power_cut_while_the_log_goes_to_its_places, loses_doubles_and_damages_nothing) {
  auto const t = cut_all_over(weakness::kNone, kLargeRecord, 0, 1, in_soak(std::uint64_t{1'000}, std::uint64_t{120}));
  EXPECT_GE(t.cuts_, 120U);
  expect_unharmed(t);
}

TEST(power_cut_test_itself, cuts_work_of_every_kind) {
  auto whole = life{weakness::kNone, kSmallRecord, 1};
  whole.plan(0);
  ASSERT_TRUE(whole.play()) << whole.said_;
  auto const count = [&](std::string const& part) {
    return std::ranges::count_if(whole.answered_,
                                 [&](auto const& a) { return a.second.find(part) != std::string::npos; });
  };
  EXPECT_GE(count(R"("outcome":"done")"), 60);
  EXPECT_GE(count(R"("outcome":"refused")"), 10);
  EXPECT_GE(count(R"("trips":[{)"), 3);
  EXPECT_GE(whole.snapshot_, 50U);  // the second
  auto by_clock = 0;
  ASSERT_TRUE(whole.store_->read(kOperationStream, 1, store::kMostReadAtOnce, [&](record const& r) {
    by_clock += r.actor_ == "clock" ? 1 : 0;
    return true;
  }));
  EXPECT_GE(by_clock, 1);
}

TEST(power_cut_test_itself, finds_that_normal_loses_what_was_acknowledged) {
  auto const t = cut_all_over(weakness::kNormal, kSmallRecord, 0, 1, 200);
  EXPECT_GE(t.sum_.lost_, 20);
}

TEST(power_cut_test_itself, finds_that_a_flush_is_missing) {
  auto const t = cut_all_over(weakness::kIgnoredFlushes, kSmallRecord, 0, 1, 200);
  EXPECT_GE(t.sum_.lost_ + t.sum_.damaged_, 50);
}

}  // namespace
}  // namespace leeward::ledger
