#include "ledger/store.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/chain.h"
#include "ledger/sqlite/sqlite_store.h"

// What every store does, whatever database it lies on.
namespace leeward::ledger {
namespace {

using testing::ElementsAre;

// How a store is opened in an empty folder, and opened again.
struct kind_of_store {
  std::string name_;
  std::function<result<std::unique_ptr<store>>(std::filesystem::path const& folder)> open_;
};

void PrintTo(kind_of_store const& k, std::ostream* const out) { *out << k.name_; }

constexpr auto const kFolder = uuid{1, 2};

struct store_conformance : testing::TestWithParam<kind_of_store> {
  store_conformance() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    open();
  }
  ~store_conformance() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void open() {
    store_.reset();
    auto opened = GetParam().open_(folder_);
    ASSERT_TRUE(opened.has_value()) << opened.error().sentence_;
    store_ = std::move(*opened);
  }

  std::vector<record> read(stream const of, std::uint64_t const from = 1, std::size_t const most = 100) const {
    auto all = std::vector<record>{};
    EXPECT_TRUE(store_->read(of, from, most, [&](record const& r) {
      all.push_back(r);
      return true;
    }));
    return all;
  }

  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} / ("store_" + std::to_string(getpid()))};
  std::unique_ptr<store> store_;
};

batch batch_of(store& s, std::vector<std::string> const& events, stream const of = kOperationStream) {
  auto b = batch{};
  auto end = *s.head_of(of);
  for (auto const& e : events) {
    b.records_.push_back(next_record(end, of, instant{1'704'438'000}, uuid{7, end.seq_}, "dispatcher 1", e));
  }
  return b;
}

TEST_P(store_conformance, begins_empty_and_keeps_its_name) {
  EXPECT_EQ(kFolder, store_->folder());
  EXPECT_EQ((head{.seq_ = 0, .chain_ = chain_start(kFolder, kOperationStream)}), *store_->head_of(kOperationStream));
  EXPECT_TRUE(read(kOperationStream).empty());
  open();
  EXPECT_EQ(kFolder, store_->folder());
}

TEST_P(store_conformance, keeps_events_in_order_over_a_restart) {
  auto const first = batch_of(*store_, {"one", "two"});
  ASSERT_TRUE(store_->append(first));
  auto const second = batch_of(*store_, {"three"});
  ASSERT_TRUE(store_->append(second));
  open();
  EXPECT_THAT(read(kOperationStream), ElementsAre(first.records_[0], first.records_[1], second.records_[0]));
  EXPECT_EQ((head{.seq_ = 3, .chain_ = second.records_[0].chain_}), *store_->head_of(kOperationStream));
}

TEST_P(store_conformance, reads_a_part) {
  auto const b = batch_of(*store_, {"one", "two", "three", "four"});
  ASSERT_TRUE(store_->append(b));
  EXPECT_THAT(read(kOperationStream, 2, 2), ElementsAre(b.records_[1], b.records_[2]));
  auto seen = std::vector<std::uint64_t>{};
  auto const n = store_->read(kOperationStream, 1, 100, [&](record const& r) {
    seen.push_back(r.seq_);
    return r.seq_ < 3;
  });
  EXPECT_EQ(3U, *n);
  EXPECT_THAT(seen, ElementsAre(1, 2, 3));
}

TEST_P(store_conformance, keeps_each_stream_by_itself) {
  auto const other = stream{2};
  auto const a = batch_of(*store_, {"one"});
  auto const b = batch_of(*store_, {"eins", "zwei"}, other);
  auto both = a;
  both.records_.insert(both.records_.end(), b.records_.begin(), b.records_.end());
  ASSERT_TRUE(store_->append(both));
  EXPECT_EQ(a.records_, read(kOperationStream));
  EXPECT_EQ(b.records_, read(other));
  EXPECT_NE(a.records_[0].chain_, b.records_[0].chain_);
}

TEST_P(store_conformance, keeps_any_bytes) {
  auto const odd = std::string{"\0\x01 \xF0\x9F\x9A\x8C '\";--\n", 14};
  auto b = batch_of(*store_, {"{\"name\":\"Щербакова \\u0000\"}"});
  b.subjects_.push_back({.subject_ = uuid{9, 9}, .version_ = 2, .bytes_ = odd});
  b.subjects_.push_back({.subject_ = uuid{9, 9}, .version_ = 3, .bytes_ = ""});
  ASSERT_TRUE(store_->append(b));
  open();
  EXPECT_EQ(b.records_, read(kOperationStream));
  EXPECT_EQ(b.subjects_[0], **store_->subject(uuid{9, 9}, 2));
  EXPECT_EQ(b.subjects_[1], **store_->subject(uuid{9, 9}, 3));
  EXPECT_FALSE(store_->subject(uuid{9, 9}, 1)->has_value());
  EXPECT_FALSE(store_->subject(uuid{9, 8}, 2)->has_value());
}

TEST_P(store_conformance, keeps_answers_by_op) {
  auto b = batch{};
  b.answers_.push_back({.op_ = uuid{3, 4}, .content_ = {1, 2, 3}, .answer_ = R"({"refused":{}})"});
  ASSERT_TRUE(store_->append(b));
  open();
  EXPECT_EQ(b.answers_[0], **store_->answer(uuid{3, 4}));
  EXPECT_FALSE(store_->answer(uuid{4, 3})->has_value());
}

TEST_P(store_conformance, takes_no_op_twice_and_nothing_of_such_a_batch) {
  auto b = batch{};
  b.answers_.push_back({.op_ = uuid{3, 4}, .content_ = {1}, .answer_ = "first"});
  ASSERT_TRUE(store_->append(b));
  auto again = batch_of(*store_, {"one"});
  again.answers_.push_back({.op_ = uuid{3, 4}, .content_ = {2}, .answer_ = "second"});
  auto const refused = store_->append(again);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(error_kind::kInvalidInput, refused.error().kind_);
  EXPECT_FALSE(store_->dead());
  EXPECT_TRUE(read(kOperationStream).empty());
  EXPECT_EQ("first", (*store_->answer(uuid{3, 4}))->answer_);
  EXPECT_TRUE(store_->append(batch_of(*store_, {"one"})));
}

void put_snapshot(store& s, std::uint64_t const seq, std::vector<std::string> const& parts) {
  for (auto i = std::uint32_t{0}; i != parts.size(); ++i) {
    ASSERT_TRUE(s.put_snapshot_part(kOperationStream, i, parts[i]));
  }
  ASSERT_TRUE(s.finish_snapshot({.stream_ = kOperationStream,
                                 .after_ = {.seq_ = seq, .chain_ = {5}},
                                 .at_ = instant{10},
                                 .shape_ = ~std::uint64_t{0},
                                 .hash_ = {6},
                                 .parts_ = static_cast<std::uint32_t>(parts.size())}));
}

TEST_P(store_conformance, gives_the_newest_snapshot_that_was_finished) {
  EXPECT_FALSE(store_->newest_snapshot(kOperationStream)->has_value());
  put_snapshot(*store_, 10, {"a", "b"});
  put_snapshot(*store_, 20, {"c"});
  ASSERT_TRUE(store_->put_snapshot_part(kOperationStream, 0, "not finished"));
  open();
  auto const newest = *store_->newest_snapshot(kOperationStream);
  ASSERT_TRUE(newest.has_value());
  EXPECT_EQ((snapshot_head{.stream_ = kOperationStream,
                           .after_ = {.seq_ = 20, .chain_ = {5}},
                           .at_ = instant{10},
                           .shape_ = ~std::uint64_t{0},
                           .hash_ = {6},
                           .parts_ = 1}),
            *newest);
  EXPECT_EQ("c", *store_->snapshot_part(kOperationStream, 0));
  put_snapshot(*store_, 30, {"d", "e"});
  EXPECT_EQ(30U, (*store_->newest_snapshot(kOperationStream))->after_.seq_);
  EXPECT_EQ("e", *store_->snapshot_part(kOperationStream, 1));
}

TEST_P(store_conformance, copies_itself_while_it_is_written) {
  ASSERT_TRUE(store_->append(batch_of(*store_, std::vector<std::string>(9'000, std::string(1'000, 'x')))));
  auto const copy = folder_ / "copy";
  std::filesystem::create_directories(copy);
  {
    auto backup = store_->begin_backup(copy / "ledger.db");
    ASSERT_TRUE(backup.has_value()) << backup.error().sentence_;
    auto steps = 0;
    for (auto done = false; !done; ++steps) {
      auto const stepped = (*backup)->step();
      ASSERT_TRUE(stepped.has_value()) << stepped.error().sentence_;
      done = *stepped;
      if (!done) {
        ASSERT_TRUE(store_->append(batch_of(*store_, {"meanwhile"})));
      }
    }
    EXPECT_GT(steps, 1);
  }
  EXPECT_FALSE(store_->begin_backup(copy / "ledger.db").has_value());
  auto const end = *store_->head_of(kOperationStream);
  auto opened = GetParam().open_(copy);
  ASSERT_TRUE(opened.has_value()) << opened.error().sentence_;
  EXPECT_EQ(end, *(*opened)->head_of(kOperationStream));
}

TEST_P(store_conformance, tries_for_space_and_leaves_nothing) {
  EXPECT_TRUE(store_->try_space());
  EXPECT_TRUE(read(kOperationStream).empty());
  EXPECT_GT(store_->measure()->file_bytes_, 0U);
}

kind_of_store sqlite() {
  return {"sqlite", [](std::filesystem::path const& folder) {
            return open_sqlite({.file_ = folder / "ledger.db", .new_folder_ = kFolder});
          }};
}

INSTANTIATE_TEST_SUITE_P(, store_conformance, testing::Values(sqlite()), [](auto const& i) { return i.param.name_; });

}  // namespace
}  // namespace leeward::ledger
