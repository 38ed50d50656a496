#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "ledger/fault_disk.h"
#include "ledger/operation_script.h"
#include "ledger/sequencer.h"
#include "ledger/sqlite/sqlite_store.h"
#include "ledger/trouble.h"

// The ledger as it is, from the command to the answer, on a disk that loses power at any change: while the file is
// made, in a batch, between two slices of a plan, in a snapshot, while the log goes to its places, at a restart, and in
// the recovery from another cut.
namespace leeward::ledger {
namespace {

constexpr auto const kShards = std::uint64_t{8};
constexpr auto const kCutPoints = std::uint64_t{3'200};  // first cuts; every other life has a second
constexpr auto const kCutPointsInSoak = std::uint64_t{20'800};
constexpr auto const kRequests = std::size_t{100};
constexpr auto const kMostInABatch = std::size_t{8};
constexpr auto const kRestartEvery = std::size_t{40};
constexpr auto const kWithinRecovery = std::uint64_t{30};  // changes, for the second cut
constexpr auto const kPace = sequencer::pace{.trips_in_a_slice_ = 2, .events_between_snapshots_ = 35};
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
}

operation_script& script_with(std::size_t const record_bytes) {
  static auto scripts = std::map<std::size_t, operation_script>{};
  return scripts.try_emplace(record_bytes, seconds{30}, record_bytes).first->second;
}

struct life {
  life(weakness const w, std::size_t const record_bytes, std::uint64_t const seed)
      : disk_{"life", seed}, weakness_{w}, script_{script_with(record_bytes)} {}

  void plan(std::uint64_t const cut_at) {
    disk_.plan({.cut_at_ = cut_at, .ignores_flushes_ = weakness_ == weakness::kIgnoredFlushes});
  }

  void close() {
    sequencer_.reset();
    store_.reset();
  }

  bool open() {
    close();
    auto opened =
        open_sqlite({.file_ = "ledger.db",
                     .new_folder_ = uuid{1, 2},
                     .vfs_name_ = disk_.name(),
                     .durability_ = weakness_ == weakness::kNormal ? durability::kNormal : durability::kFull});
    if (!opened) {
      said_ = opened.error().sentence_;
      return false;
    }
    store_ = std::move(*opened);
    auto begun = sequencer::begin(*store_, keys_, kOperationStream, kPace);
    if (!begun) {
      said_ = begun.error().sentence_;
      return false;
    }
    sequencer_ = std::move(*begun);
    return true;
  }

  // From the first request on: what is there already gets its answer again.
  bool play() {
    if (!open()) {
      return false;
    }
    for (auto n = std::size_t{0}; n < kRequests;) {
      auto const first = n;
      for (auto const end = std::min(kRequests, n + 1 + n % kMostInABatch); n != end; ++n) {
        sequencer_->post(script_.at(n), [this, n](answer const& a) { answered(n, json::encode(a)); });
      }
      if (!work(script_.clock_at(n)) || (n / kRestartEvery != first / kRestartEvery && !open())) {
        return false;
      }
    }
    return true;
  }

  bool work(instant const clock) {
    auto worked = sequencer_->work(clock);
    while (worked && *worked) {
      worked = sequencer_->work(clock);
    }
    if (!worked) {
      said_ = worked.error().sentence_;
      return false;
    }
    if (auto const newest = store_->newest_snapshot(kOperationStream); newest && *newest) {
      snapshot_ = (*newest)->after_.seq_;
    }
    return true;
  }

  void answered(std::size_t const n, std::string const& text) {
    changed_ += answered_.emplace(n, text).first->second == text ? 0 : 1;  // a repeat got another answer
  }

  void restart() {
    close();
    disk_.restart();
  }

  // Opening counts everybody again.
  reckoning judge() {
    if (!open()) {
      return {.damaged_ = 1};
    }
    auto r = reckon(*store_, script_, kRequests, answered_);
    r.lost_ += changed_;
    auto const newest = store_->newest_snapshot(kOperationStream);
    r.lost_ += newest && (*newest ? (*newest)->after_.seq_ : 0) >= snapshot_ ? 0 : 1;
    close();
    return r;
  }

  fault_disk disk_;
  weakness weakness_;
  operation_script& script_;
  keys keys_{.folder_ = {}, .checkpoint_ = {}, .content_ = {7}};
  std::unique_ptr<store> store_;
  std::unique_ptr<sequencer> sequencer_;
  std::map<std::size_t, std::string> answered_;
  std::uint64_t snapshot_{0};  // the last that was finished
  int changed_{0};
  std::string said_;
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
  EXPECT_EQ(end.there_, static_cast<int>(kRequests));
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

TEST_P(power_cut, loses_doubles_and_damages_nothing) {
  auto const points = in_soak(kCutPointsInSoak, kCutPoints);
  auto const t = cut_all_over(weakness::kNone, kSmallRecord, GetParam(), kShards, points);
  EXPECT_GE(t.cuts_, points / kShards);
  expect_unharmed(t);
}

INSTANTIATE_TEST_SUITE_P(shard, power_cut, testing::Range(std::uint64_t{0}, kShards));

// Records so large that the log goes to its places between two batches.
TEST(power_cut_while_the_log_goes_to_its_places, loses_doubles_and_damages_nothing) {
  auto const t = cut_all_over(weakness::kNone, kLargeRecord, 0, 1, in_soak(std::uint64_t{1'000}, std::uint64_t{120}));
  EXPECT_GE(t.cuts_, 120U);
  expect_unharmed(t);
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
