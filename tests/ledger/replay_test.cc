#include "ledger/replay.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/random.h"
#include "ledger/chain.h"
#include "ledger/codec.h"
#include "ledger/snapshot.h"
#include "ledger/sqlite/sqlite_store.h"
#include "operation/random_command.h"
#include "operation/running.h"

namespace leeward::ledger {
namespace {

using testing::HasSubstr;

constexpr auto const kMark = "as the snapshot has it";

// A random day in a ledger.
struct replaying : testing::Test {
  replaying() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    open();
    auto dice = random_source{11};
    day_ = operation::small_world(dice);
    for (auto i = 0; i != 500; ++i) {
      day_.wait(seconds{dice.between(0, 600)});
      day_.attempt(operation::random_command(dice, day_));
    }
    write();
  }
  ~replaying() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  replaying(replaying const&) = delete;
  replaying& operator=(replaying const&) = delete;

  void open() {
    store_.reset();
    auto opened = open_sqlite({.file_ = folder_ / "ledger.sqlite", .new_folder_ = uuid{1, 2}});
    ASSERT_TRUE(opened.has_value()) << opened.error().sentence_;
    store_ = std::move(*opened);
  }

  void write() {
    auto end = head{.seq_ = 0, .chain_ = chain_start(store_->folder(), kOperationStream)};
    auto all = batch{};
    for (auto i = std::size_t{0}; i != day_.log_.size(); ++i) {
      all.records_.push_back(next_record(end, kOperationStream, day_.at_[i], derived(uuid{3, 4}, i), "staff 1",
                                         encode_event(day_.log_[i])));
      heads_.push_back(end);
    }
    ASSERT_TRUE(store_->append(all).has_value());
  }

  // The state after the first so many events.
  operation::state state_after(std::size_t const events) const {
    auto s = operation::state{};
    for (auto i = std::size_t{0}; i != events; ++i) {
      operation::apply(s, day_.at_[i], day_.log_[i]);
    }
    return s;
  }

  // Of the first half of the day, and told apart from it.
  std::vector<std::string> marked_parts() const {
    auto s = state_after(half());
    s.operations_.what_->name_ = kMark;
    return pack(s);
  }
  snapshot_head head_for(std::vector<std::string> const& parts) const {
    return {.stream_ = kOperationStream,
            .after_ = heads_[half() - 1],
            .at_ = day_.at_[half() - 1],
            .shape_ = shape_of_state(),
            .hash_ = hash_of(parts),
            .parts_ = static_cast<std::uint32_t>(parts.size())};
  }
  void keep_snapshot(std::vector<std::string> const& parts, snapshot_head const& h) {
    for (auto i = std::uint32_t{0}; i != parts.size(); ++i) {
      ASSERT_TRUE(store_->put_snapshot_part(kOperationStream, i, parts[i]).has_value());
    }
    ASSERT_TRUE(store_->finish_snapshot(h).has_value());
  }

  std::string name_by_replay() {
    auto const r = replay(*store_, kOperationStream);
    EXPECT_TRUE(r.has_value()) << r.error().sentence_;
    EXPECT_EQ(r->after_, heads_.back());
    return r->state_.operations_.what_->name_;
  }

  std::string error_of_replay() {
    auto const r = replay(*store_, kOperationStream);
    EXPECT_FALSE(r.has_value());
    return r ? "" : r.error().sentence_;
  }

  // As somebody would who has the file.
  void tamper(std::string const& sql) {
    store_.reset();
    auto* db = static_cast<sqlite3*>(nullptr);
    ASSERT_EQ(sqlite3_open((folder_ / "ledger.sqlite").c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
    open();
  }

  std::size_t half() const { return day_.log_.size() / 2; }

  std::filesystem::path folder_{std::filesystem::temp_directory_path() / fmt::format("leeward-replay-{}", getpid())};
  std::unique_ptr<store> store_{};
  operation::running day_{};
  std::vector<head> heads_{};  // after each event
};

}  // namespace

TEST_F(replaying, of_an_empty_log_begins_before_the_first_event) {
  auto const other = stream{2};
  auto const r = replay(*store_, other);
  ASSERT_TRUE(r.has_value());
  EXPECT_EQ(r->after_, (head{.seq_ = 0, .chain_ = chain_start(store_->folder(), other)}));
  EXPECT_EQ(hash_of(r->state_), hash_of(operation::state{}));
}

TEST_F(replaying, gives_the_state_that_was_lived_through) {
  ASSERT_GT(day_.log_.size(), 150U);
  auto const r = replay(*store_, kOperationStream);
  ASSERT_TRUE(r.has_value()) << r.error().sentence_;
  EXPECT_EQ(hash_of(r->state_), hash_of(day_.state_));
  EXPECT_EQ(r->after_, heads_.back());
  EXPECT_EQ(r->time_, day_.at_.back());
}

TEST_F(replaying, begins_with_the_snapshot) {
  auto const parts = marked_parts();
  keep_snapshot(parts, head_for(parts));
  auto const r = replay(*store_, kOperationStream);
  ASSERT_TRUE(r.has_value()) << r.error().sentence_;
  EXPECT_EQ(r->after_, heads_.back());
  EXPECT_EQ(r->time_, day_.at_.back());
  auto marked = day_.state_;
  marked.operations_.what_->name_ = kMark;
  EXPECT_EQ(hash_of(r->state_), hash_of(marked));
}

TEST_F(replaying, of_a_snapshot_with_nothing_behind_it) {
  auto const parts = pack(day_.state_);
  auto h = head_for(parts);
  h.after_ = heads_.back();
  h.at_ = day_.at_.back();
  keep_snapshot(parts, h);
  auto const r = replay(*store_, kOperationStream);
  ASSERT_TRUE(r.has_value()) << r.error().sentence_;
  EXPECT_EQ(hash_of(r->state_), hash_of(day_.state_));
  EXPECT_EQ(r->after_, heads_.back());
  EXPECT_EQ(r->time_, day_.at_.back());
}

TEST_F(replaying, leaves_a_snapshot_of_another_program) {
  auto const parts = marked_parts();
  auto h = head_for(parts);
  ++h.shape_;
  keep_snapshot(parts, h);
  EXPECT_EQ(name_by_replay(), "5 January");
}

TEST_F(replaying, leaves_a_snapshot_that_is_damaged) {
  auto parts = marked_parts();
  auto const h = head_for(parts);
  parts[0][parts[0].size() / 2] ^= 1;
  keep_snapshot(parts, h);
  EXPECT_EQ(name_by_replay(), "5 January");
}

TEST_F(replaying, leaves_a_snapshot_whose_bytes_are_no_state) {
  auto const parts = std::vector<std::string>{"no state"};
  keep_snapshot(parts, head_for(parts));
  EXPECT_EQ(name_by_replay(), "5 January");
}

TEST_F(replaying, leaves_a_snapshot_with_a_part_lost) {
  auto const parts = marked_parts();
  auto h = head_for(parts);
  h.parts_ = 4'000'000'000;
  keep_snapshot({}, h);
  EXPECT_EQ(name_by_replay(), "5 January");
}

TEST_F(replaying, leaves_a_snapshot_of_another_log) {
  auto const parts = marked_parts();
  auto h = head_for(parts);
  h.after_.chain_[0] ^= 1;
  keep_snapshot(parts, h);
  EXPECT_EQ(name_by_replay(), "5 January");
}

TEST_F(replaying, tells_what_was_known_then) {
  auto const parts = marked_parts();
  keep_snapshot(parts, head_for(parts));
  for (auto const at : {day_.at_[40], day_.at_[half()], day_.at_.back(), day_.at_.back() + seconds{1}}) {
    auto n = std::size_t{0};
    while (n != day_.at_.size() && day_.at_[n] <= at) {
      ++n;
    }
    auto const r = replay(*store_, kOperationStream, at);
    ASSERT_TRUE(r.has_value()) << r.error().sentence_;
    EXPECT_EQ(hash_of(r->state_), hash_of(state_after(n))) << "after " << n << " events";
    EXPECT_EQ(r->after_, heads_[n - 1]);
  }
  auto const before = replay(*store_, kOperationStream, day_.at_.front() - seconds{1});
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->after_.seq_, 0U);
}

TEST_F(replaying, names_an_event_that_cannot_be_read) {
  auto end = heads_.back();
  auto more = batch{};
  more.records_.push_back(
      next_record(end, kOperationStream, day_.at_.back(), uuid{5, 6}, "staff 1", R"({"trip_exploded":{}})"));
  ASSERT_TRUE(store_->append(more).has_value());
  EXPECT_THAT(error_of_replay(), HasSubstr(fmt::format("Event {} cannot be read", end.seq_)));
}

// Whatever it says now, it is not applied.
TEST_F(replaying, names_an_event_that_was_altered) {
  tamper("UPDATE events SET event='{\"zone_added\":{}}' WHERE seq=7");
  EXPECT_THAT(error_of_replay(), HasSubstr("Event 7 is not what was written"));
}

TEST_F(replaying, names_an_event_that_is_missing) {
  tamper("DELETE FROM events WHERE seq=7");
  EXPECT_THAT(error_of_replay(), HasSubstr("Event 7 is missing"));
}

TEST_F(replaying, says_when_the_log_was_cut_off) {
  tamper(fmt::format("DELETE FROM events WHERE seq={}", day_.log_.size()));
  EXPECT_THAT(error_of_replay(), HasSubstr(fmt::format("ends with event {}", day_.log_.size() - 1)));
}

TEST_F(replaying, says_when_the_log_goes_on_behind_its_end) {
  tamper(fmt::format("UPDATE heads SET seq={}", day_.log_.size() - 1));
  EXPECT_THAT(error_of_replay(), HasSubstr(fmt::format("ends with event {}", day_.log_.size())));
}

TEST_F(replaying, says_when_the_note_of_the_end_is_another) {
  tamper(fmt::format("UPDATE heads SET chain=x'{:064}'", 0));
  EXPECT_THAT(error_of_replay(), HasSubstr(fmt::format("ends with event {}", day_.log_.size())));
}

}  // namespace leeward::ledger
