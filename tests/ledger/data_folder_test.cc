#include "ledger/sqlite/data_folder.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/chain.h"

namespace leeward::ledger {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

// Every file below a folder with what is in it.
std::map<std::string, std::string> all_of(fs::path const& folder) {
  auto all = std::map<std::string, std::string>{};
  for (auto const& entry : fs::recursive_directory_iterator{folder}) {
    auto file = std::ifstream{entry.path(), std::ios::binary};
    all[entry.path().string()] = entry.is_regular_file() ? std::string{std::istreambuf_iterator<char>{file}, {}} : "";
  }
  return all;
}

unsigned mode_of(fs::path const& path) {
  struct stat info{};
  EXPECT_EQ(0, ::stat(path.c_str(), &info)) << path;
  return info.st_mode & 0777U;
}

void overwrite(fs::path const& file, std::streamoff const at, std::string const& bytes) {
  auto out = std::fstream{file, std::ios::binary | std::ios::in | std::ios::out};
  out.seekp(at);
  out << bytes;
}

struct a_data_folder : testing::Test {
  a_data_folder() {
    fs::remove_all(root_);
    fs::create_directories(root_);
    fs::permissions(root_, fs::perms{0755});
  }
  ~a_data_folder() override { fs::remove_all(root_); }

  folder_options options(if_empty const e = if_empty::kRefuse) const {
    return {.folder_ = folder_, .keys_ = root_ / "keys", .if_empty_ = e};
  }

  result<data_folder> open(if_empty const e = if_empty::kRefuse) const {
    return lock_folder(options(e)).and_then([&](folder_lock l) { return open_folder(std::move(l), options(e)); });
  }

  data_folder make() const {
    auto made = open(if_empty::kMake);
    EXPECT_TRUE(made.has_value()) << made.error().sentence_;
    return std::move(*made);
  }

  // The sentence; nothing in the folder or beside it may have changed.
  std::string refused(if_empty const e = if_empty::kMake, error_kind const kind = error_kind::kInvalidInput) const {
    auto const before = all_of(root_);
    auto const opened = open(e);
    EXPECT_EQ(before, all_of(root_));
    if (opened) {
      return "it was opened";
    }
    EXPECT_EQ(kind, opened.error().kind_);
    return opened.error().sentence_;
  }

  fs::path root_{fs::path{testing::TempDir()} / ("data_folder_" + std::to_string(getpid()))};
  fs::path folder_{root_ / "data"};
};

TEST_F(a_data_folder, is_made_for_its_owner_alone_and_opened_again) {
  auto id = uuid{};
  {
    auto const made = make();
    EXPECT_TRUE(made.is_new_);
    EXPECT_EQ(made.keys_.folder_, root_ / "keys");
    id = made.store_->folder();
    EXPECT_EQ(4U, (id.high_ >> 12U) & 15U);  // a random id
    EXPECT_EQ(2U, id.low_ >> 62U);
    EXPECT_EQ(0700U, mode_of(folder_));
    EXPECT_EQ(0600U, mode_of(folder_ / "ledger.db"));
    EXPECT_EQ(0600U, mode_of(folder_ / "ledger.db-wal"));
  }
  auto const again = open();
  ASSERT_TRUE(again.has_value()) << again.error().sentence_;
  EXPECT_FALSE(again->is_new_);
  EXPECT_EQ(id, again->store_->folder());
}

TEST_F(a_data_folder, has_an_id_of_its_own) {
  auto const first = make().store_->folder();
  fs::remove_all(folder_);
  EXPECT_NE(first, make().store_->folder());
}

TEST_F(a_data_folder, is_opened_once_at_a_time) {
  auto const owner = make();
  auto const second = open();
  ASSERT_FALSE(second.has_value());
  EXPECT_THAT(second.error().sentence_, HasSubstr("another program is at work in"));
}

TEST_F(a_data_folder, is_not_made_where_one_is_looked_for) {
  EXPECT_THAT(refused(if_empty::kRefuse, error_kind::kNotFound), HasSubstr("No such file or directory"));
  fs::create_directory(folder_);
  EXPECT_THAT(refused(if_empty::kRefuse, error_kind::kNotFound), HasSubstr("there is no ledger in it"));
}

TEST_F(a_data_folder, with_other_files_is_not_taken) {
  fs::create_directory(folder_);
  std::ofstream{folder_ / "letters.txt"} << "dear";
  EXPECT_THAT(refused(), HasSubstr("has \"letters.txt\" in it"));
  fs::remove(folder_ / "letters.txt");
  std::ofstream{folder_ / "ledger.database"} << "mine";
  EXPECT_THAT(refused(), HasSubstr("has \"ledger.database\" in it"));
}

TEST_F(a_data_folder, may_be_a_disk_of_its_own) {
  fs::create_directories(folder_ / "lost+found");
  EXPECT_TRUE(make().is_new_);
}

TEST_F(a_data_folder, of_another_program_is_not_taken) {
  fs::create_directory(folder_);
  std::ofstream{folder_ / "ledger.db"} << std::string(4096, 'x');
  EXPECT_THAT(refused(), HasSubstr("is a file of another program, not a ledger"));
}

TEST_F(a_data_folder, of_a_newer_version_is_not_opened) {
  make();
  overwrite(folder_ / "ledger.db", 60, std::string{"\0\0\0\7", 4});  // where SQLite keeps user_version
  EXPECT_THAT(refused(), HasSubstr("is of version 7, and this program knows 1 only; use a newer program"));
}

TEST_F(a_data_folder, that_is_half_deleted_is_not_begun_anew) {
  make();
  fs::rename(folder_ / "ledger.db", folder_ / "ledger.db-wal");
  EXPECT_THAT(refused(), HasSubstr("is half deleted: ledger.db-wal is there, but ledger.db is not"));
  fs::rename(folder_ / "ledger.db-wal", folder_ / "control.sock");
  EXPECT_THAT(refused(), HasSubstr("is half deleted: control.sock is there"));
  fs::rename(folder_ / "control.sock", folder_ / "restoring.part");
  EXPECT_THAT(refused(), HasSubstr("a restore was cut off here"));
}

TEST_F(a_data_folder, without_its_keys_is_not_opened) {
  make();
  fs::rename(root_ / "keys", root_ / "lost");
  EXPECT_THAT(refused(if_empty::kMake, error_kind::kNotFound), HasSubstr("checkpoint.key: the key is missing"));
}

TEST_F(a_data_folder, whose_keys_others_may_read_is_not_opened) {
  make();
  ASSERT_EQ(0, ::chmod((root_ / "keys" / "content.key").c_str(), 0444));
  EXPECT_THAT(refused(), HasSubstr("others may read the key (mode 444)"));
}

TEST_F(a_data_folder, takes_keys_that_are_there_already) {
  auto const keys = make_keys(root_ / "keys");
  ASSERT_TRUE(keys.has_value());
  EXPECT_EQ(keys->content_, make().keys_.content_);
}

TEST_F(a_data_folder, stays_empty_if_there_is_no_place_for_its_keys) {
  fs::create_directory(folder_);
  std::ofstream{root_ / "keys"} << "a file";
  EXPECT_THAT(refused(if_empty::kMake, error_kind::kStorage), HasSubstr("keys"));
}

// For who may do everything, nothing is read-only.
struct somebody {
  somebody() {
    if (was_ == 0) {
      EXPECT_EQ(0, ::seteuid(kNobody));
    }
  }
  ~somebody() { EXPECT_EQ(0, ::seteuid(was_)); }
  somebody(somebody const&) = delete;
  somebody& operator=(somebody const&) = delete;

  static void own(fs::path const& p) {
    if (::geteuid() == 0) {
      EXPECT_EQ(0, ::chown(p.c_str(), kNobody, kNobody));
    }
  }

  static constexpr auto const kNobody = uid_t{65534};
  uid_t was_{::geteuid()};
};

TEST_F(a_data_folder, that_may_not_be_written_is_left_alone) {
  make();
  fs::permissions(folder_ / "ledger.db", fs::perms{0444});
  fs::permissions(folder_, fs::perms{0555});
  somebody::own(root_ / "keys");
  for (auto const& key : fs::directory_iterator{root_ / "keys"}) {
    somebody::own(key.path());
  }
  auto const sentence = [&] {
    auto const s = somebody{};
    return refused(if_empty::kMake, error_kind::kStorage);
  }();
  fs::permissions(folder_, fs::perms{0755});
  EXPECT_THAT(sentence, HasSubstr("must be writable"));
}

TEST_F(a_data_folder, is_not_begun_where_nothing_may_be_written) {
  fs::create_directory(folder_);
  fs::permissions(folder_, fs::perms{0555});
  somebody::own(root_);  // keys could be made
  auto const sentence = [&] {
    auto const s = somebody{};
    return refused(if_empty::kMake, error_kind::kStorage);
  }();
  EXPECT_THAT(sentence, HasSubstr("data: cannot be written: Permission denied"));
}

struct a_restore : a_data_folder {
  a_restore() {
    auto made = make();
    auto b = batch{};
    auto end = made.store_->head_of(kOperationStream).value();
    b.records_.push_back(next_record(end, kOperationStream, {1'000}, uuid{1, 1}, "me", "{}"));
    EXPECT_TRUE(made.store_->append(b).has_value());
    auto const copy = made.store_->begin_backup(backup_).value();
    while (!copy->step().value()) {
    }
  }

  result<void> restore(std::function<result<void>(store&)> const& proof = [](store&) { return result<void>{}; }) const {
    auto o = options(if_empty::kMake);
    o.folder_ = target_;
    return lock_folder(o).and_then([&](folder_lock const& l) { return restore_folder(l, backup_, target_, proof); });
  }

  fs::path backup_{root_ / "backup"};
  fs::path target_{root_ / "target"};
};

TEST_F(a_restore, puts_the_ledger_in_place_once_it_is_proven) {
  auto seen = std::uint64_t{0};
  auto const done = restore([&](store& s) -> result<void> {
    EXPECT_FALSE(fs::exists(target_ / "ledger.db"));
    seen = s.head_of(kOperationStream)->seq_;
    return {};
  });
  ASSERT_TRUE(done.has_value()) << done.error().sentence_;
  EXPECT_EQ(1U, seen);
  EXPECT_EQ(0600U, mode_of(target_ / "ledger.db"));
  EXPECT_EQ(1, std::distance(fs::directory_iterator{target_}, {}));
  auto o = options();
  o.folder_ = target_;
  auto const opened = open_folder(lock_folder(o).value(), o);
  ASSERT_TRUE(opened.has_value()) << opened.error().sentence_;
  EXPECT_EQ(1U, opened->store_->head_of(kOperationStream)->seq_);
}

TEST_F(a_restore, leaves_the_folder_empty_if_it_cannot_be_proven) {
  auto const done = restore([](store&) -> result<void> { return invalid("not good"); });
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ("not good", done.error().sentence_);
  EXPECT_TRUE(fs::is_empty(target_));
}

TEST_F(a_restore, takes_nothing_but_a_ledger) {
  std::ofstream{backup_} << std::string(4096, 'x');
  EXPECT_THAT(restore().error().sentence_, HasSubstr("is a file of another program"));
  std::ofstream{backup_}.flush();
  EXPECT_THAT(restore().error().sentence_, HasSubstr("is empty, no backup of a ledger"));
  fs::remove(backup_);
  EXPECT_THAT(restore().error().sentence_, HasSubstr("backup: there is no such file"));
  EXPECT_TRUE(fs::is_empty(target_));
}

TEST_F(a_restore, goes_only_into_an_empty_folder_or_one_where_it_was_cut_off) {
  fs::create_directory(target_);
  std::ofstream{target_ / "control.sock"}.flush();
  EXPECT_THAT(restore().error().sentence_, HasSubstr("is not empty, control.sock is there"));
  fs::remove(target_ / "control.sock");
  std::ofstream{target_ / "restoring.part"} << "half of";
  EXPECT_TRUE(restore().has_value());
  EXPECT_THAT(restore().error().sentence_, HasSubstr("is not empty, ledger.db is there"));
}

}  // namespace
}  // namespace leeward::ledger
