#include "ledger/fault_disk.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "ledger/disk_model.h"

// That the disk does to plain SQLite what the ledger's own tests count on: nothing with WAL and FULL, and harm as soon
// as either is given up.
namespace leeward::ledger {
namespace {

constexpr auto const kTransactions = 40;
constexpr auto const kRowsEach = 3;
constexpr auto const kCheckpointEvery = 9;
constexpr auto const kReopenEvery = 17;
constexpr auto const kShards = 4;

using connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;

bool run(sqlite3* const db, std::string const& sql) {
  return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string ask(sqlite3* const db, std::string const& sql) {
  auto answer = std::string{};
  auto const keep = [](void* const to, int, char** const values, char**) {
    *static_cast<std::string*>(to) += values[0] == nullptr ? "" : values[0];
    return 0;
  };
  auto const code = sqlite3_exec(db, sql.c_str(), keep, &answer, nullptr);
  return code == SQLITE_OK ? answer : sqlite3_errmsg(db);
}

connection open(fault_disk const& disk, std::string const& level) {
  auto* raw = static_cast<sqlite3*>(nullptr);
  sqlite3_open_v2("bank.db", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk.name().c_str());
  auto db = connection{raw, &sqlite3_close_v2};
  run(raw, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=" +
               level);
  return db;
}

std::string transaction(int const n) {
  auto sql = std::string{"BEGIN;"};
  for (auto row = 0; row != kRowsEach; ++row) {
    sql += fmt::format("INSERT INTO bank VALUES({}, {}, '{:0>{}}');", n, row, n, 100 + 37 * (n % 50));
  }
  return sql + "COMMIT";
}

// The number of transactions that were acknowledged, with a restart and a checkpoint now and then; the end of the power
// ends it.
int work(fault_disk const& disk, std::string const& level) {
  auto db = open(disk, level);
  if (!run(db.get(), "CREATE TABLE IF NOT EXISTS bank(n, row, text)")) {
    return 0;
  }
  for (auto n = 1; n <= kTransactions; ++n) {
    if (n % kReopenEvery == 0) {
      db = open(disk, level);
    }
    if (!run(db.get(), transaction(n))) {
      return n - 1;
    }
    if (n % kCheckpointEvery == 0 && !run(db.get(), "PRAGMA wal_checkpoint(TRUNCATE)")) {
      return n;
    }
  }
  return kTransactions;
}

struct harm {
  int cuts_{0};
  int lost_{0};     // acknowledged, and gone
  int halved_{0};   // there in part
  int damaged_{0};  // SQLite itself finds it so
};

void judge(fault_disk const& disk, int const acknowledged, harm& h) {
  ++h.cuts_;
  auto const db = open(disk, "FULL");
  if (ask(db.get(), "PRAGMA integrity_check") != "ok") {
    ++h.damaged_;
    return;
  }
  if (ask(db.get(), "SELECT count(*) FROM sqlite_schema") == "0") {
    h.lost_ += acknowledged > 0 ? 1 : 0;
    return;
  }
  auto const whole = fmt::format(
      "SELECT count(*) FROM (SELECT n FROM bank GROUP BY n HAVING count(*) = {} AND n <= {})", kRowsEach, acknowledged);
  h.lost_ += ask(db.get(), whole) == std::to_string(acknowledged) ? 0 : 1;
  auto const partly =
      fmt::format("SELECT count(*) FROM (SELECT n FROM bank GROUP BY n HAVING count(*) <> {})", kRowsEach);
  h.halved_ += ask(db.get(), partly) == "0" ? 0 : 1;
}

std::uint64_t changes_of_the_whole(std::string const& level) {
  auto disk = fault_disk{"whole", 1};
  disk.plan({});
  EXPECT_EQ(work(disk, level), kTransactions);
  return disk.changes();
}

// Cuts the work at every step-th change from the first on, and every other recovery too.
harm cut_all_over(std::string const& level, bool const ignores_flushes, std::uint64_t const first,
                  std::uint64_t const step, std::uint64_t const seeds) {
  auto h = harm{};
  auto const all = changes_of_the_whole(level);
  for (auto at = first; at <= all; at += step) {
    for (auto seed = std::uint64_t{1}; seed <= seeds; ++seed) {
      auto disk = fault_disk{"cut", at * 1'000 + seed};
      disk.plan({.cut_at_ = at, .ignores_flushes_ = ignores_flushes});
      auto const acknowledged = work(disk, level);
      EXPECT_TRUE(disk.is_cut());
      disk.restart();
      if (seed % 2 == 0) {
        disk.plan({.cut_at_ = 1 + at % 3, .ignores_flushes_ = ignores_flushes});
        open(disk, level);
        disk.restart();
      }
      judge(disk, acknowledged, h);
    }
  }
  return h;
}

class power_cuts : public testing::TestWithParam<int> {};

TEST_P(power_cuts, full_loses_nothing) {
  auto const h = cut_all_over("FULL", false, 1 + static_cast<std::uint64_t>(GetParam()), kShards, 12);
  EXPECT_GE(h.cuts_, 1'000);
  EXPECT_EQ(h.lost_, 0);
  EXPECT_EQ(h.halved_, 0);
  EXPECT_EQ(h.damaged_, 0);
}

INSTANTIATE_TEST_SUITE_P(shard, power_cuts, testing::Range(0, kShards));

TEST(fault_disk, normal_loses_what_was_acknowledged_and_halves_nothing) {
  auto const h = cut_all_over("NORMAL", false, 1, 5, 1);
  EXPECT_GE(h.lost_, h.cuts_ / 10);
  EXPECT_EQ(h.halved_, 0);
  EXPECT_EQ(h.damaged_, 0);
}

TEST(fault_disk, a_disk_that_ignores_flushes_damages_and_loses) {
  auto const h = cut_all_over("FULL", true, 1, 5, 2);
  EXPECT_GE(h.lost_, h.cuts_ / 10);
  EXPECT_GE(h.damaged_, 1);
}

TEST(fault_disk, is_the_same_each_time_for_a_seed) {
  auto const once = [] {
    auto disk = fault_disk{"same", 7};
    disk.plan({.cut_at_ = 200});
    work(disk, "FULL");
    disk.restart();
    return disk.contents();
  };
  EXPECT_EQ(once(), once());
}

TEST(fault_disk, what_was_acknowledged_stays_after_a_flush_that_failed) {
  auto told = 0;
  for (auto nth = std::uint64_t{1}; nth != 60; ++nth) {
    auto disk = fault_disk{"flush", nth};
    disk.plan({.flush_errors_ = {nth, nth}});
    auto const acknowledged = work(disk, "FULL");
    told += acknowledged < kTransactions ? 1 : 0;  // of those while it opens and closes SQLite says nothing
    disk.restart();
    auto h = harm{};
    judge(disk, acknowledged, h);
    EXPECT_EQ(h.lost_ + h.halved_ + h.damaged_, 0) << nth;
  }
  EXPECT_GE(told, 40);
}

// SQLite's own layer flushes the folder with the first flush of any log that it opens.
TEST(fault_disk, a_log_whose_first_flush_failed_is_in_its_folder_once_another_did_not) {
  auto const leave_log = [](connection const& db) {
    sqlite3_db_config(db.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  };
  for (auto seed = std::uint64_t{1}; seed != 33; ++seed) {
    auto disk = fault_disk{"name", seed};
    EXPECT_TRUE(run(open(disk, "FULL").get(), "CREATE TABLE bank(n, row, text)"));
    disk.plan({.flush_errors_ = {1, 1}});
    {
      auto const db = open(disk, "FULL");
      leave_log(db);
      EXPECT_FALSE(run(db.get(), transaction(1)));
    }
    disk.plan({});
    {
      auto const db = open(disk, "FULL");
      leave_log(db);
      EXPECT_TRUE(run(db.get(), transaction(2)));
    }
    disk.restart();
    EXPECT_EQ("3", ask(open(disk, "FULL").get(), "SELECT count(*) FROM bank WHERE n=2")) << seed;
  }
}

TEST(fault_disk, a_full_disk_refuses_and_heals) {
  auto disk = fault_disk{"full", 1};
  disk.plan({.most_bytes_ = 60'000});
  EXPECT_LT(work(disk, "FULL"), kTransactions);
  auto const db = open(disk, "FULL");
  EXPECT_EQ(ask(db.get(), "PRAGMA integrity_check"), "ok");
  disk.plan({});
  EXPECT_TRUE(run(db.get(), transaction(1'000)));
}

struct readings {
  int right_{0};
  int refused_{0};
  int wrong_{0};
};

// What a whole table is read as when the n-th read goes wrong, for n from 1 on.
readings read_with(disk_faults (*fault)(std::uint64_t nth)) {
  auto const truth = [] {
    auto disk = fault_disk{"truth", 3};
    work(disk, "FULL");
    return disk.contents();
  }();
  auto r = readings{};
  for (auto nth = std::uint64_t{1}; nth != 80; ++nth) {
    auto disk = fault_disk{"reads", nth};
    disk.put(truth);
    disk.plan(fault(nth));
    auto const db = open(disk, "FULL");
    auto const said = ask(db.get(), "SELECT count(*) || ' ' || sum(length(text)) FROM bank");
    auto const refused = said.find("error") != std::string::npos || said.find("malformed") != std::string::npos;
    ++(said == "120 103020" ? r.right_ : refused ? r.refused_ : r.wrong_);
  }
  return r;
}

TEST(fault_disk, reads_that_fail_give_an_error_or_the_truth) {
  auto const r = read_with([](auto const nth) { return disk_faults{.read_errors_ = {nth, nth}}; });
  EXPECT_GE(r.refused_, 5);
  EXPECT_EQ(r.wrong_, 0);
}

// Which is why the ledger trusts its own hashes and not SQLite alone.
TEST(fault_disk, reads_that_fall_short_are_zeros_to_sqlite_and_wrong_text_without_an_error) {
  auto const r = read_with([](auto const nth) { return disk_faults{.short_reads_ = {nth, nth}}; });
  EXPECT_GE(r.wrong_, 1);
}

TEST(fault_disk, what_was_open_before_a_cut_can_only_be_closed) {
  auto disk = fault_disk{"old", 1};
  auto const db = open(disk, "FULL");
  EXPECT_TRUE(run(db.get(), "CREATE TABLE bank(n, row, text)"));
  disk.plan({.cut_at_ = 1});
  EXPECT_FALSE(run(db.get(), transaction(1)));
  disk.restart();
  EXPECT_FALSE(run(db.get(), transaction(1)));
}

TEST(disk_model, what_was_flushed_stays_and_a_name_needs_the_folder_flushed) {
  auto kept = 0;
  auto named = 0;
  for (auto seed = std::uint64_t{1}; seed <= 64; ++seed) {
    auto random = random_source{seed};
    auto disk = disk_model{};
    auto const f = disk.create("a");
    disk_model::write(*f, 0, "first");
    disk_model::flush(*f);
    disk.flush_folder();
    disk_model::write(*f, 2, "XY");
    auto const g = disk.create("b");
    disk_model::write(*g, 0, "second");
    disk_model::flush(*g);
    disk.cut_power(random);
    auto const now = disk.contents().at("a");
    EXPECT_EQ(now.size(), 5U);
    EXPECT_TRUE(now == "first" || now == "fiXYt" || now == "fiXst") << now;
    kept += now == "fiXYt" ? 1 : 0;
    named += disk.find("b") == nullptr ? 0 : 1;
  }
  EXPECT_GT(kept, 10);
  EXPECT_LT(kept, 54);
  EXPECT_GT(named, 10);
  EXPECT_LT(named, 54);
}

TEST(disk_model, a_name_that_was_taken_away_comes_back_unless_the_folder_was_flushed) {
  auto back = 0;
  for (auto seed = std::uint64_t{1}; seed <= 64; ++seed) {
    auto random = random_source{seed};
    auto disk = disk_model{};
    disk.put({{"gone", "1"}, {"taken", "2"}});
    disk.remove("gone");
    disk.flush_folder();
    disk.remove("taken");
    disk.cut_power(random);
    EXPECT_EQ(disk.find("gone"), nullptr);
    back += disk.find("taken") == nullptr ? 0 : 1;
  }
  EXPECT_GT(back, 10);
  EXPECT_LT(back, 54);
}

TEST(disk_model, each_sector_arrives_or_not_by_itself) {
  auto seen = std::array<int, 4>{};
  for (auto seed = std::uint64_t{1}; seed <= 200; ++seed) {
    auto random = random_source{seed};
    auto disk = disk_model{};
    disk.put({{"a", std::string(1'024, '0')}});
    disk_model::write(*disk.find("a"), 0, std::string(1'024, '1'));
    disk.cut_power(random);
    auto const now = disk.contents().at("a");
    auto const first = now.substr(0, 512) == std::string(512, '1');
    auto const second = now.substr(512) == std::string(512, '1');
    ++seen.at((first ? 1U : 0U) + (second ? 2U : 0U));
  }
  for (auto const n : seen) {
    EXPECT_GT(n, 10);
  }
}

}  // namespace
}  // namespace leeward::ledger
