#include "base/file.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace leeward {

namespace fs = std::filesystem;

namespace {

// A folder of its own, gone afterwards.
class file : public testing::Test {
protected:
  void SetUp() override {
    auto name = (fs::temp_directory_path() / "leeward-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}));
  }

  std::string content_of(fs::path const& p) const {
    auto in = std::ifstream{p, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  fs::path folder_;
};

}  // namespace

TEST_F(file, is_read_whole) {
  std::ofstream{folder_ / "a"} << std::string("x\0y\n", 4);
  EXPECT_EQ(read_file(folder_ / "a", 4), std::string("x\0y\n", 4));
  std::ofstream{folder_ / "empty"} << "";
  EXPECT_EQ(read_file(folder_ / "empty", 0), std::string{});
}

TEST_F(file, above_the_limit_is_refused) {
  std::ofstream{folder_ / "a"} << "12345";
  auto const r = read_file(folder_ / "a", 4);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kTooLarge);
  EXPECT_EQ(r.error().sentence_, (folder_ / "a").string() + " has more than the 4 bytes that are read");
}

TEST_F(file, that_is_not_there_is_named) {
  auto const r = read_file(folder_ / "a", 4);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kNotFound);
  EXPECT_EQ(r.error().sentence_, "cannot read " + (folder_ / "a").string() + ": No such file or directory");
  auto const f = read_file(folder_, 4);
  ASSERT_FALSE(f);
  EXPECT_EQ(f.error().kind_, error_kind::kInvalidInput);
  EXPECT_EQ(f.error().sentence_, "cannot read " + folder_.string() + ": Is a directory");
}

TEST_F(file, is_written_whole) {
  ASSERT_TRUE(write_atomically(folder_ / "a", "one"));
  EXPECT_EQ(content_of(folder_ / "a"), "one");
  ASSERT_TRUE(write_atomically(folder_ / "a", "two"));
  EXPECT_EQ(content_of(folder_ / "a"), "two");
  EXPECT_EQ(files(), 1U);
}

TEST_F(file, is_not_there_before_it_is_committed) {
  auto f = atomic_file::create(folder_ / "a");
  ASSERT_TRUE(f);
  auto const chunk = std::string(200'000, 'x');
  ASSERT_TRUE(f->append(chunk));
  ASSERT_TRUE(f->append(chunk));
  EXPECT_FALSE(fs::exists(folder_ / "a"));
  EXPECT_EQ(files(), 1U);
  ASSERT_TRUE(f->commit());
  EXPECT_EQ(content_of(folder_ / "a"), chunk + chunk);
  EXPECT_EQ(files(), 1U);
}

TEST_F(file, leaves_nothing_when_it_is_given_up) {
  ASSERT_TRUE(write_atomically(folder_ / "a", "before"));
  {
    auto f = atomic_file::create(folder_ / "a");
    ASSERT_TRUE(f);
    ASSERT_TRUE(f->append("half"));
    auto moved = std::move(*f);
    EXPECT_EQ(files(), 2U);
  }
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(content_of(folder_ / "a"), "before");
}

TEST_F(file, that_does_not_fit_leaves_nothing) {
  ASSERT_TRUE(write_atomically(folder_ / "a", "before"));
  auto usual = rlimit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  auto const little = rlimit{100'000, usual.rlim_max};
  auto const handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
  auto const r = write_atomically(folder_ / "a", std::string(200'000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &usual);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kStorage);
  EXPECT_EQ(r.error().sentence_, "cannot write " + (folder_ / "a").string() + ": File too large");
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(content_of(folder_ / "a"), "before");
}

TEST_F(file, a_link_is_followed) {
  ASSERT_TRUE(write_atomically(folder_ / "a", "one"));
  fs::create_symlink(folder_ / "a", folder_ / "link");
  ASSERT_TRUE(write_atomically(folder_ / "link", "two"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(content_of(folder_ / "a"), "two");
}

TEST_F(file, what_is_no_file_is_not_replaced) {
  auto const into_folder = write_atomically(folder_, "x");
  ASSERT_FALSE(into_folder);
  EXPECT_EQ(into_folder.error().sentence_, "cannot write " + folder_.string() + ": it is not a regular file");
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(write_atomically(folder_ / "pipe", "x"));
  EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
}

TEST_F(file, a_folder_that_is_not_there_is_named) {
  auto const r = write_atomically(folder_ / "no" / "a", "x");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kStorage);
  EXPECT_EQ(r.error().sentence_, "cannot write " + (folder_ / "no" / "a").string() + ": No such file or directory");
}

}  // namespace leeward
