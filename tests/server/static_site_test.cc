#include "server/http/static_site.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>

namespace leeward::http {
namespace {

namespace fs = std::filesystem;

struct static_site_test : testing::Test {
  void SetUp() override { fs::create_directories(folder_ / "site" / "deep"); }
  void TearDown() override { fs::remove_all(folder_); }

  void write(std::string const& name, std::string const& bytes) const {
    auto out = std::ofstream{folder_ / name, std::ios::binary};
    out << bytes;
  }

  fs::path folder_{fs::path{testing::TempDir()} /
                   ("static_site_" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()})};
};

TEST_F(static_site_test, holds_every_file_below_the_folder_under_its_path) {
  write("site/index.html", "<p>hello</p>");
  write("site/deep/a.json", "{}");
  auto const site = read_folder(folder_ / "site");
  ASSERT_TRUE(site) << site.error().sentence_;
  EXPECT_THAT(site->files_, testing::UnorderedElementsAre(testing::Key("/"), testing::Key("/index.html"),
                                                          testing::Key("/deep/a.json")));
  EXPECT_EQ(site->files_.find("/")->second.bytes_, "<p>hello</p>");
  EXPECT_EQ(site->files_.find("/deep/a.json")->second.content_type_, "application/json");
}

TEST_F(static_site_test, leaves_out_links_and_hidden_files) {
  write("secret.txt", "secret");
  write("site/.hidden", "hidden");
  fs::create_directories(folder_ / "site" / ".git");
  write("site/.git/config", "hidden");
  write("site/seen.txt", "seen");
  fs::create_symlink(folder_ / "secret.txt", folder_ / "site" / "link.txt");
  fs::create_directory_symlink(folder_, folder_ / "site" / "up");
  auto const site = read_folder(folder_ / "site");
  ASSERT_TRUE(site) << site.error().sentence_;
  EXPECT_THAT(site->files_, testing::ElementsAre(testing::Key("/seen.txt")));
}

TEST_F(static_site_test, says_that_a_folder_is_missing) {
  auto const site = read_folder(folder_ / "nowhere");
  ASSERT_FALSE(site);
  EXPECT_EQ(site.error().kind_, error_kind::kNotFound);
  EXPECT_THAT(site.error().sentence_, testing::HasSubstr("nowhere cannot be opened"));
}

TEST_F(static_site_test, refuses_more_than_its_limits) {
  write("site/a", "12345");
  write("site/b", "12345");
  EXPECT_TRUE(read_folder(folder_ / "site", {2, 10}));
  auto const many = read_folder(folder_ / "site", {1, 10});
  auto const large = read_folder(folder_ / "site", {2, 9});
  ASSERT_FALSE(many);
  ASSERT_FALSE(large);
  EXPECT_EQ(many.error().kind_, error_kind::kTooLarge);
  EXPECT_EQ(large.error().kind_, error_kind::kTooLarge);
}

TEST_F(static_site_test, etag_follows_the_bytes) {
  auto site = static_site{};
  put(site, "/a", "one");
  put(site, "/b", "one");
  put(site, "/c", "two");
  EXPECT_EQ(site.files_.at("/a").etag_, site.files_.at("/b").etag_);
  EXPECT_NE(site.files_.at("/a").etag_, site.files_.at("/c").etag_);
}

}  // namespace
}  // namespace leeward::http
