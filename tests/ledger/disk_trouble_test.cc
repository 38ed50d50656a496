#include <algorithm>
#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/script_player.h"
#include "ledger/verify.h"

// The ledger on a disk that stays on, and fails or is full.
namespace leeward::ledger {
namespace {

using testing::HasSubstr;

constexpr auto const kFailures = std::uint64_t{60};  // the first so many calls of a kind, each in a life of its own

struct disk_trouble : testing::Test {
  void begin_anew() {
    player_.close();
    player_.disk_.put({});
    player_.answered_.clear();
    player_.snapshot_ = 0;
  }

  void expect_unharmed(reckoning const& r) const {
    EXPECT_EQ(r.lost_ + r.doubled_ + r.halved_ + r.damaged_, 0);
    EXPECT_GE(r.there_, static_cast<int>(player_.answered_.size()));
  }

  operation_script script_{seconds{30}};
  script_player player_{5, script_};
};

TEST_F(disk_trouble, after_a_flush_that_failed_nobody_is_answered_and_the_log_has_what_was) {
  auto died = 0;
  for (auto nth = std::uint64_t{1}; nth <= kFailures; ++nth) {
    begin_anew();
    player_.disk_.plan({.flush_errors_ = {nth, nth}});
    if (player_.open() && !player_.ask_all()) {
      ++died;
      EXPECT_TRUE(player_.store_->dead()) << nth;
      auto const answered = player_.answered_.size();
      EXPECT_FALSE(player_.ask_all()) << "a dead store answered, flush " << nth;
      EXPECT_EQ(player_.answered_.size(), answered);
    }
    player_.close();
    player_.disk_.restart();
    expect_unharmed(player_.judge());
    ASSERT_TRUE(player_.open() && player_.ask_all()) << nth << ": " << player_.said_;
    expect_unharmed(player_.judge());
  }
  EXPECT_GE(died, 10);
}

// The system still shows what the flush did not bring to the disk, and a process that begins anew reads that.
TEST_F(disk_trouble, what_is_read_after_a_flush_that_failed_is_there_when_the_power_goes_then) {
  auto died = 0;
  for (auto nth = std::uint64_t{1}; nth <= kFailures; ++nth) {
    begin_anew();
    player_.disk_.plan({.flush_errors_ = {nth, nth}});
    if (!player_.open() || player_.ask_all()) {
      continue;
    }
    ++died;
    player_.disk_.plan({});
    ASSERT_TRUE(player_.open()) << nth << ": " << player_.said_;
    ASSERT_TRUE(player_.ask_all(std::min(player_.answered_.size() + 1, script_player::kRequests)))
        << nth << ": " << player_.said_;
    player_.disk_.plan({.cut_at_ = 1});
    player_.close();
    player_.disk_.restart();
    expect_unharmed(player_.judge());
  }
  EXPECT_GE(died, 10);
}

// At whichever change of the disk: while the log is written anew, while it is carried to its places, or later.
TEST_F(disk_trouble, the_power_may_go_while_a_process_begins_anew_after_a_flush_that_failed) {
  auto died = 0;
  for (auto nth = std::uint64_t{1}; nth <= kFailures; nth += 3) {
    for (auto cut = std::uint64_t{1}; cut <= 12; ++cut) {
      begin_anew();
      player_.disk_.plan({.flush_errors_ = {nth, nth}});
      if (!player_.open() || player_.ask_all()) {
        break;
      }
      ++died;
      player_.disk_.plan({.cut_at_ = cut});
      if (player_.open()) {
        player_.ask_all();
      }
      player_.close();
      player_.disk_.restart();
      expect_unharmed(player_.judge());
    }
  }
  EXPECT_GE(died, 100);
}

TEST_F(disk_trouble, a_write_that_failed_answers_nothing_and_loses_nothing) {
  auto failed = 0;
  for (auto nth = std::uint64_t{1}; nth <= 4 * kFailures; nth += 4) {
    begin_anew();
    player_.disk_.plan({.write_errors_ = {nth, nth}});
    failed += player_.open() && !player_.ask_all() ? 1 : 0;
    player_.close();
    player_.disk_.restart();
    expect_unharmed(player_.judge());
  }
  EXPECT_GE(failed, 10);
}

TEST_F(disk_trouble, a_full_disk_refuses_reads_go_on_and_it_heals) {
  auto refused = 0;
  ASSERT_TRUE(player_.open());
  player_.close();
  auto const empty = player_.disk_.contents();
  for (auto bytes = std::uint64_t{60'000}; bytes < 700'000; bytes += 20'011) {
    begin_anew();
    player_.disk_.put(empty);
    player_.late_ = seconds{0};
    ASSERT_TRUE(player_.open());
    player_.disk_.plan({.most_bytes_ = bytes});
    if (!player_.ask_all()) {
      ++refused;
      EXPECT_GE(player_.no_space_, 1);
      EXPECT_THAT(player_.said_, HasSubstr("There is no space left on the disk: nothing was done."));
      EXPECT_FALSE(player_.store_->dead());
      auto const events = player_.sequencer_->read([](auto const& s, head const&) { return s.events_; });
      EXPECT_EQ(events, player_.store_->head_of(kOperationStream)->seq_);
      expect_unharmed(reckon(*player_.store_, script_, script_player::kRequests, player_.answered_));
    }
    player_.disk_.plan({});
    player_.late_ = seconds{std::int64_t{86'400}};  // later than anything before
    EXPECT_TRUE(player_.ask_all()) << bytes << ": " << player_.said_;
    expect_unharmed(player_.judge());
  }
  EXPECT_GE(refused, 10);
}

// Zeros in place of what the disk did not give are SQLite's reading of it (fault_disk_test.cc): the chain has to tell.
TEST_F(disk_trouble, reads_that_fail_or_fall_short_never_verify_as_something_else) {
  ASSERT_TRUE(player_.open() && player_.ask_all());
  auto const end = *player_.store_->head_of(kOperationStream);
  player_.close();
  auto const truth = player_.disk_.contents();
  auto noticed = 0;
  for (auto n = std::uint64_t{2}; n <= 4 * kFailures; ++n) {
    player_.close();
    player_.disk_.put(truth);
    auto const nth = span_of_calls{n / 2, n / 2};
    player_.disk_.plan(n % 2 == 0 ? disk_faults{.read_errors_ = nth} : disk_faults{.short_reads_ = nth});
    if (!player_.open()) {
      ++noticed;
      continue;
    }
    auto const said = verify(*player_.store_, kOperationStream);
    if (!said || !said->good()) {
      ++noticed;
      continue;
    }
    EXPECT_EQ(said->events_, end.seq_) << n;
    EXPECT_EQ(*player_.store_->head_of(kOperationStream), end) << n;
  }
  EXPECT_GE(noticed, 20);
}

}  // namespace
}  // namespace leeward::ledger
