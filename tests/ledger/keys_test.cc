#include "ledger/keys.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward::ledger {
namespace {

using testing::HasSubstr;

struct key_files : testing::Test {
  ~key_files() override { std::filesystem::remove_all(root_); }

  static unsigned mode_of(std::filesystem::path const& path) {
    struct stat info{};
    EXPECT_EQ(0, ::stat(path.c_str(), &info));
    return info.st_mode & 0777U;
  }

  std::filesystem::path root_{std::filesystem::path{testing::TempDir()} / ("keys_" + std::to_string(getpid()))};
  std::filesystem::path folder_{root_ / "of" / "one"};
};

TEST_F(key_files, are_made_once_for_their_owner_alone) {
  auto const made = make_keys(folder_);
  ASSERT_TRUE(made.has_value()) << made.error().sentence_;
  EXPECT_EQ(0700U, mode_of(folder_));
  EXPECT_EQ(0400U, mode_of(folder_ / "checkpoint.key"));
  EXPECT_EQ(0400U, mode_of(folder_ / "content.key"));
  EXPECT_EQ(0400U, mode_of(folder_ / "ticket.key"));
  EXPECT_NE(made->checkpoint_.seed_, made->content_);
  EXPECT_NE(made->checkpoint_.seed_, made->ticket_.seed_);
  auto const again = make_keys(folder_);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(made->checkpoint_.seed_, again->checkpoint_.seed_);
  EXPECT_EQ(made->content_, read_keys(folder_)->content_);
  EXPECT_EQ(made->ticket_.seed_, read_keys(folder_)->ticket_.seed_);
}

TEST_F(key_files, are_asked_for_when_they_are_missing) {
  ASSERT_TRUE(make_keys(folder_).has_value());
  std::filesystem::remove(folder_ / "content.key");
  auto const refused = read_keys(folder_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(error_kind::kNotFound, refused.error().kind_);
  EXPECT_THAT(refused.error().sentence_, HasSubstr("content.key: the key is missing"));
}

TEST_F(key_files, of_the_vault_are_made_and_asked_for_as_well) {
  ASSERT_TRUE(make_keys(folder_).has_value());
  for (auto const* const file : {"master.key", "index.key", "erased.register"}) {
    std::filesystem::rename(folder_ / file, root_ / "away");
    auto const refused = read_keys(folder_);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(error_kind::kNotFound, refused.error().kind_);
    EXPECT_THAT(refused.error().sentence_, HasSubstr(std::string{file} + ": "));
    std::filesystem::rename(root_ / "away", folder_ / file);
  }
  ASSERT_EQ(0, ::chmod((folder_ / "master.key").c_str(), 0444));
  EXPECT_THAT(read_keys(folder_).error().sentence_, HasSubstr("others may read the key (mode 444)"));
}

TEST_F(key_files, a_new_master_key_takes_the_place_of_the_old_one) {
  auto const bytes = [](vault::secret const& s) { return std::vector(s.bytes().begin(), s.bytes().end()); };
  auto const before = make_keys(folder_);
  ASSERT_TRUE(before.has_value());
  auto const begun = begin_new_master(folder_);
  ASSERT_TRUE(begun.has_value() && begun->vault_->next_.has_value());
  EXPECT_EQ(bytes(before->vault_->master_), bytes(begun->vault_->master_));
  auto const ended = end_new_master(folder_);
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(bytes(*begun->vault_->next_), bytes(ended->vault_->master_));
  EXPECT_FALSE(ended->vault_->next_.has_value());
  EXPECT_EQ(bytes(before->vault_->index_), bytes(ended->vault_->index_));
}

TEST_F(key_files, are_refused_when_others_may_read_them) {
  ASSERT_TRUE(make_keys(folder_).has_value());
  ASSERT_EQ(0, ::chmod((folder_ / "content.key").c_str(), 0440));
  auto const refused = read_keys(folder_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().sentence_, HasSubstr("others may read the key (mode 440)"));
}

TEST_F(key_files, may_have_the_mode_that_systemd_gives_a_credential) {
  ASSERT_TRUE(make_keys(folder_).has_value());
  ASSERT_EQ(0, ::setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1));
  ASSERT_EQ(0, ::chmod((folder_ / "content.key").c_str(), 0440));
  EXPECT_TRUE(read_keys(folder_).has_value());
  ASSERT_EQ(0, ::chmod((folder_ / "content.key").c_str(), 0444));
  EXPECT_FALSE(read_keys(folder_).has_value());
  ASSERT_EQ(0, ::unsetenv("CREDENTIALS_DIRECTORY"));
}

TEST_F(key_files, are_refused_when_they_are_something_else) {
  ASSERT_TRUE(make_keys(folder_).has_value());
  std::filesystem::remove(folder_ / "content.key");
  std::ofstream{folder_ / "content.key"} << "secret\n";
  ASSERT_EQ(0, ::chmod((folder_ / "content.key").c_str(), 0400));
  auto const refused = read_keys(folder_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().sentence_, HasSubstr("is no key: a key has 64 digits 0-9 a-f"));
}

TEST_F(key_files, lie_where_they_are_asked_for) { EXPECT_EQ("/asked", keys_folder("/asked", uuid{1, 2})->string()); }

}  // namespace
}  // namespace leeward::ledger
