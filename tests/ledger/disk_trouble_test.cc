#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/fault_disk.h"
#include "ledger/sqlite/sqlite_store.h"
#include "ledger/verify.h"
#include "ledger/work_script.h"

// The store on a disk that stays on, and fails or is full.
namespace leeward::ledger {
namespace {

using testing::HasSubstr;

constexpr auto const kCommands = std::uint64_t{40};
constexpr auto const kEach = std::uint64_t{3};
constexpr auto const kFailures = std::uint64_t{60};  // the first so many calls of a kind, each in a life of its own

struct disk_trouble : testing::Test {
  std::unique_ptr<store> open() const {
    auto opened = open_sqlite({.file_ = "ledger.db", .new_folder_ = uuid{1, 2}, .vfs_name_ = disk_.name()});
    return opened ? std::move(*opened) : nullptr;
  }

  // True: all is answered. After a failure nothing more is sent.
  bool send_all(store& s) {
    for (auto n = std::uint64_t{0}; n < kCommands; n += kEach) {
      auto commands = std::vector<scripted_command>{};
      for (auto i = n; i != std::min(kCommands, n + kEach); ++i) {
        commands.push_back(command_number(i));
      }
      auto const answers = serve(s, commands);
      if (!answers) {
        said_ = answers.error().sentence_;
        return false;
      }
      acknowledged_.insert(answers->begin(), answers->end());
    }
    return true;
  }

  void expect_whole(store& s, int const there) const {
    auto const r = reckon(s, kCommands, acknowledged_);
    EXPECT_EQ(r.lost_ + r.doubled_ + r.halved_ + r.damaged_, 0);
    EXPECT_GE(r.there_, there);
  }

  fault_disk disk_{"trouble", 5};
  std::map<uuid, std::string> acknowledged_;
  std::string said_;
};

TEST_F(disk_trouble, after_a_flush_that_failed_the_store_is_dead_and_the_log_has_what_was_answered) {
  auto died = 0;
  for (auto nth = std::uint64_t{1}; nth <= kFailures; ++nth) {
    acknowledged_.clear();
    disk_.put({});
    disk_.plan({.flush_errors_ = {nth, nth}});
    if (auto s = open(); s != nullptr && !send_all(*s)) {
      ++died;
      EXPECT_TRUE(s->dead()) << nth;
      EXPECT_FALSE(send_all(*s)) << "a dead store answered, flush " << nth;
    }
    disk_.restart();
    auto const s = open();
    ASSERT_NE(s, nullptr) << nth;
    expect_whole(*s, static_cast<int>(acknowledged_.size()));
    EXPECT_TRUE(send_all(*s));
    expect_whole(*s, kCommands);
  }
  EXPECT_GE(died, 10);
}

TEST_F(disk_trouble, a_write_that_failed_answers_nothing_and_loses_nothing) {
  auto failed = 0;
  for (auto nth = std::uint64_t{1}; nth <= 4 * kFailures; nth += 4) {
    acknowledged_.clear();
    disk_.put({});
    disk_.plan({.write_errors_ = {nth, nth}});
    if (auto s = open(); s != nullptr) {
      failed += send_all(*s) ? 0 : 1;
    }
    disk_.restart();
    auto const s = open();
    ASSERT_NE(s, nullptr) << nth;
    expect_whole(*s, static_cast<int>(acknowledged_.size()));
  }
  EXPECT_GE(failed, 10);
}

TEST_F(disk_trouble, a_full_disk_refuses_reads_go_on_and_it_heals) {
  auto refused = 0;
  {
    auto const s = open();
    ASSERT_NE(s, nullptr);
  }
  auto const empty = disk_.contents();
  for (auto bytes = std::uint64_t{60'000}; bytes < 400'000; bytes += 10'007) {
    acknowledged_.clear();
    disk_.put(empty);
    auto const s = open();
    ASSERT_NE(s, nullptr);
    disk_.plan({.most_bytes_ = bytes});
    if (!send_all(*s)) {
      ++refused;
      EXPECT_THAT(said_, HasSubstr("the disk is full; nothing was written"));
      EXPECT_FALSE(s->dead());
      expect_whole(*s, static_cast<int>(acknowledged_.size()));
    }
    disk_.plan({});
    EXPECT_TRUE(send_all(*s)) << bytes << ": " << said_;
    expect_whole(*s, kCommands);
  }
  EXPECT_GE(refused, 10);
}

// Zeros in place of what the disk did not give are SQLite's reading of it (fault_disk_test.cc): the chain has to tell.
TEST_F(disk_trouble, reads_that_fail_or_fall_short_never_verify_as_something_else) {
  auto end = head{};
  {
    auto const s = open();
    ASSERT_NE(s, nullptr);
    ASSERT_TRUE(send_all(*s));
    end = *s->head_of(kOperationStream);
  }
  auto const truth = disk_.contents();
  auto noticed = 0;
  for (auto n = std::uint64_t{2}; n <= 4 * kFailures; ++n) {
    disk_.put(truth);
    auto const nth = span_of_calls{n / 2, n / 2};
    disk_.plan(n % 2 == 0 ? disk_faults{.read_errors_ = nth} : disk_faults{.short_reads_ = nth});
    auto const s = open();
    if (s == nullptr) {
      ++noticed;
      continue;
    }
    auto const said = verify(*s, kOperationStream);
    if (!said || !said->good()) {
      ++noticed;
      continue;
    }
    EXPECT_EQ(said->events_, end.seq_) << n;
    EXPECT_EQ(*s->head_of(kOperationStream), end) << n;
  }
  EXPECT_GE(noticed, 20);
}

}  // namespace
}  // namespace leeward::ledger
