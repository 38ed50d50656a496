#include "ledger/store.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
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
  b.subjects_.push_back({.subject_ = uuid{9, 9}, .version_ = 2, .bytes_ = odd, .tokens_ = odd + "t"});
  b.subjects_.push_back({.subject_ = uuid{9, 9}, .version_ = 3, .bytes_ = ""});
  ASSERT_TRUE(store_->append(b));
  open();
  EXPECT_EQ(b.records_, read(kOperationStream));
  EXPECT_EQ(b.subjects_[0], **store_->subject(uuid{9, 9}, 2));
  EXPECT_EQ(b.subjects_[1], **store_->subject(uuid{9, 9}, 3));
  EXPECT_FALSE(store_->subject(uuid{9, 9}, 1)->has_value());
  EXPECT_FALSE(store_->subject(uuid{9, 8}, 2)->has_value());
}

// Subjects 1 to n, each with two versions and a key, whose bytes are told from everybody else's.
std::string mark(char const of, std::uint64_t const n) {
  return of + std::to_string(100'000 + n) + "#" + std::string(40, of);
}

batch people(std::uint64_t const from, std::uint64_t const until) {
  auto b = batch{};
  for (auto n = from; n != until; ++n) {
    for (auto const version : {1U, 2U}) {
      b.subjects_.push_back({.subject_ = uuid_of_name(std::to_string(n)),
                             .version_ = version,
                             .bytes_ = mark('b', n) + std::string(n % 300, 'x'),
                             .tokens_ = mark('t', n)});
    }
    b.keys_.push_back({.subject_ = uuid_of_name(std::to_string(n)), .wrapped_ = mark('k', n)});
  }
  return b;
}

TEST_P(store_conformance, keeps_keys_and_tokens_in_order) {
  ASSERT_TRUE(store_->append(people(0, 3)));
  open();
  EXPECT_EQ(mark('k', 1), (*store_->key_of(uuid_of_name("1")))->wrapped_);
  EXPECT_FALSE(store_->key_of(uuid_of_name("3"))->has_value());
  auto keys = std::vector<std::string>{};
  auto tokens = std::vector<std::string>{};
  for (auto from = std::optional{std::uint64_t{0}}; from;) {
    from = *store_->read_keys(*from, 2, [&](subject_key const& k) { keys.push_back(k.wrapped_); });
  }
  for (auto from = std::optional{std::uint64_t{0}}; from;) {
    from = *store_->read_tokens(*from, 4, [&](subject_record const& r) {
      tokens.push_back(r.tokens_ + std::to_string(r.version_));
      EXPECT_TRUE(r.bytes_.empty());
    });
  }
  EXPECT_THAT(keys, ElementsAre(mark('k', 0), mark('k', 1), mark('k', 2)));
  EXPECT_THAT(tokens, ElementsAre(mark('t', 0) + "1", mark('t', 0) + "2", mark('t', 1) + "1", mark('t', 1) + "2",
                                  mark('t', 2) + "1", mark('t', 2) + "2"));
}

// The marks of people that stand anywhere in the folder's files, as far as "#".
std::set<std::string> marks_in(std::filesystem::path const& folder) {
  constexpr auto const kLength = std::size_t{7};
  auto marks = std::set<std::string>{};
  for (auto const& file : std::filesystem::recursive_directory_iterator{folder}) {
    auto const all = *read_file(file.path(), std::size_t{1} << 30U);
    for (auto at = all.find('#'); at != std::string::npos; at = all.find('#', at + 1)) {
      marks.insert(all.substr(at - std::min(at, kLength), kLength));
    }
  }
  return marks;
}

TEST_P(store_conformance, leaves_nothing_of_who_is_erased) {
  constexpr auto const kPeople = std::uint64_t{3'000};
  for (auto n = std::uint64_t{0}; n != kPeople; n += 100) {
    ASSERT_TRUE(store_->append(people(n, n + 100)));
  }
  auto erased = std::vector<std::uint64_t>{};
  for (auto n = std::uint64_t{0}; n < kPeople; n += n % 7 + 1) {
    erased.push_back(n);
  }
  for (auto i = std::size_t{0}; i < erased.size(); i += 50) {
    auto b = batch_of(*store_, {"they are gone"});
    for (auto k = i; k != std::min(i + 50, erased.size()); ++k) {
      b.erased_.push_back(uuid_of_name(std::to_string(erased[k])));
    }
    ASSERT_TRUE(store_->append(b));
    ASSERT_TRUE(store_->append(people(kPeople + i, kPeople + i + 1)));
  }
  auto b = people(2 * kPeople, 2 * kPeople + 1);  // one who comes and goes in the same batch
  b.erased_.push_back(b.keys_[0].subject_);
  erased.push_back(2 * kPeople);
  ASSERT_TRUE(store_->append(b));
  auto const left = marks_in(folder_);
  for (auto const n : erased) {
    EXPECT_FALSE(store_->subject(uuid_of_name(std::to_string(n)), 1)->has_value());
    EXPECT_FALSE(store_->key_of(uuid_of_name(std::to_string(n)))->has_value());
    for (auto const of : {'b', 't', 'k'}) {
      EXPECT_FALSE(left.contains(mark(of, n).substr(0, 7))) << n << of;
    }
  }
  EXPECT_TRUE(left.contains(mark('k', 2).substr(0, 7)));  // of the others it is there
}

TEST_P(store_conformance, leaves_nothing_of_a_key_that_was_replaced) {
  ASSERT_TRUE(store_->append(people(0, 1'000)));
  auto again = batch{};
  for (auto n = std::uint64_t{0}; n != 1'000; ++n) {
    again.keys_.push_back({.subject_ = uuid_of_name(std::to_string(n)), .wrapped_ = mark('K', n)});
  }
  again.erased_.push_back(uuid{1, 1});  // so that the log is cut off
  ASSERT_TRUE(store_->append(again));
  auto const left = marks_in(folder_);
  for (auto n = std::uint64_t{0}; n != 1'000; ++n) {
    EXPECT_FALSE(left.contains(mark('k', n).substr(0, 7))) << n;
    EXPECT_EQ(mark('K', n), (*store_->key_of(uuid_of_name(std::to_string(n))))->wrapped_);
  }
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
