#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "ledger/fault_disk.h"
#include "ledger/sqlite/sqlite_store.h"
#include "ledger/trouble.h"
#include "ledger/work_script.h"

// The real store on a disk that loses power at any change: while the ledger is made, in a batch, in a snapshot, while
// the log goes to its places, at a restart, and in the recovery from another cut.
namespace leeward::ledger {
namespace {

constexpr auto const kShards = std::uint64_t{8};
constexpr auto const kCutPoints = std::uint64_t{3'200};  // first cuts; every other life has a second
constexpr auto const kCutPointsInSoak = std::uint64_t{20'800};
constexpr auto const kCommands = std::uint64_t{60};
constexpr auto const kMostInABatch = std::uint64_t{4};
constexpr auto const kRestartEvery = std::uint64_t{20};
constexpr auto const kSnapshotEvery = std::uint64_t{17};
constexpr auto const kWithinRecovery = std::uint64_t{30};  // changes, for the second cut

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

struct life {
  life(weakness const w, std::size_t const part_bytes, std::uint64_t const seed)
      : disk_{"life", seed}, weakness_{w}, part_bytes_{part_bytes} {}

  void plan(std::uint64_t const cut_at) {
    disk_.plan({.cut_at_ = cut_at, .ignores_flushes_ = weakness_ == weakness::kIgnoredFlushes});
  }

  bool open() {
    store_.reset();
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
    return true;
  }

  bool snapshot(std::uint64_t const n) {
    auto const end = store_->head_of(kOperationStream);
    for (auto part = std::uint32_t{0}; part != kParts; ++part) {
      if (!end || !store_->put_snapshot_part(kOperationStream, part, text_of_part(n, part))) {
        return false;
      }
    }
    auto const finished = store_->finish_snapshot({.stream_ = kOperationStream,
                                                   .after_ = {.seq_ = n, .chain_ = {}},
                                                   .at_ = instant{0},
                                                   .shape_ = 1,
                                                   .hash_ = {},
                                                   .parts_ = kParts});
    snapshot_ = finished ? n : snapshot_;
    return finished.has_value();
  }

  std::string text_of_part(std::uint64_t const n, std::uint32_t const part) const {
    return std::string(part_bytes_, static_cast<char>('A' + (n + part) % 26));
  }

  // From the first command on: what is there already gets its answer again.
  bool play() {
    if (!open()) {
      return false;
    }
    for (auto n = std::uint64_t{0}; n < kCommands;) {
      auto commands = std::vector<scripted_command>{};
      for (auto const end = std::min(kCommands, n + 1 + n % kMostInABatch); n != end; ++n) {
        commands.push_back(command_number(n));
      }
      if (!answered(serve(*store_, commands))) {
        return false;
      }
      if (n / kRestartEvery != (n - commands.size()) / kRestartEvery && !open()) {
        return false;
      }
      if (n / kSnapshotEvery != (n - commands.size()) / kSnapshotEvery && !snapshot(n)) {
        return false;
      }
    }
    return true;
  }

  bool answered(result<std::map<uuid, std::string>> const& answers) {
    if (!answers) {
      return false;
    }
    for (auto const& [op, answer] : *answers) {
      auto const [known, is_new] = acknowledged_.emplace(op, answer);
      changed_ += known->second == answer ? 0 : 1;  // a repeat got another answer
    }
    return true;
  }

  void restart() {
    store_.reset();
    disk_.restart();
  }

  reckoning judge() {
    if (!open()) {
      return {.damaged_ = 1};
    }
    auto r = reckon(*store_, kCommands, acknowledged_);
    r.lost_ += changed_;
    auto const newest = store_->newest_snapshot(kOperationStream);
    auto const seq = newest && newest->has_value() ? (*newest)->after_.seq_ : 0;
    r.lost_ += seq < snapshot_ ? 1 : 0;
    for (auto part = std::uint32_t{0}; seq != 0 && part != kParts; ++part) {
      auto const text = store_->snapshot_part(kOperationStream, part);
      r.damaged_ += text && *text == text_of_part(seq, part) ? 0 : 1;
    }
    store_.reset();
    return r;
  }

  static constexpr auto const kParts = std::uint32_t{3};

  fault_disk disk_;
  weakness weakness_;
  std::size_t part_bytes_;
  std::unique_ptr<store> store_;
  std::map<uuid, std::string> acknowledged_;
  std::uint64_t snapshot_{0};  // the last that was finished
  int changed_{0};
  std::string said_;
};

std::uint64_t changes_of_the_whole(std::size_t const part_bytes) {
  auto whole = life{weakness::kNone, part_bytes, 1};
  whole.plan(0);
  EXPECT_TRUE(whole.play()) << whole.said_;
  whole.store_.reset();
  return whole.disk_.changes();
}

// One life: cut, perhaps cut again while it recovers, judged, and played to its end.
void live(life& l, std::uint64_t const cut_at, std::uint64_t const again_at, totals& t) {
  l.plan(cut_at);
  l.play();
  l.store_.reset();
  t.cuts_ += l.disk_.is_cut() ? 1U : 0U;
  l.restart();
  if (again_at != 0) {
    l.plan(again_at);
    l.play();
    l.store_.reset();
    t.cuts_ += l.disk_.is_cut() ? 1U : 0U;
    l.restart();
  }
  add(t.sum_, l.judge());
  if (l.weakness_ != weakness::kNone) {
    return;
  }
  EXPECT_TRUE(l.play()) << l.said_;
  auto const end = l.judge();
  EXPECT_EQ(end.there_, static_cast<int>(kCommands));
  add(t.sum_, end);
}

totals cut_all_over(weakness const w, std::size_t const part_bytes, std::uint64_t const first, std::uint64_t const step,
                    std::uint64_t const points) {
  auto t = totals{};
  auto const all = changes_of_the_whole(part_bytes);
  for (auto p = first; p < points; p += step) {
    auto random = random_source{soak_seed() * 1'000'003 + p};
    auto const cut_at = 1 + (points < all ? p * all / points : p % all);
    auto l = life{w, part_bytes, random.next()};
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
  auto const t = cut_all_over(weakness::kNone, 2'000, GetParam(), kShards, points);
  EXPECT_GE(t.cuts_, points / kShards);
  expect_unharmed(t);
}

INSTANTIATE_TEST_SUITE_P(shard, power_cut, testing::Range(std::uint64_t{0}, kShards));

// Snapshots so large that the log goes to its places between two batches.
TEST(power_cut_while_the_log_goes_to_its_places, loses_doubles_and_damages_nothing) {
  auto const t =
      cut_all_over(weakness::kNone, store::kMostPartBytes, 0, 1, in_soak(std::uint64_t{1'000}, std::uint64_t{120}));
  EXPECT_GE(t.cuts_, 120U);
  expect_unharmed(t);
}

TEST(power_cut_test_itself, finds_that_normal_loses_what_was_acknowledged) {
  auto const t = cut_all_over(weakness::kNormal, 2'000, 0, 1, 200);
  EXPECT_GE(t.sum_.lost_, 20);
}

TEST(power_cut_test_itself, finds_that_a_flush_is_missing) {
  auto const t = cut_all_over(weakness::kIgnoredFlushes, 2'000, 0, 1, 200);
  EXPECT_GE(t.sum_.lost_ + t.sum_.damaged_, 50);
}

}  // namespace
}  // namespace leeward::ledger
