#include "base/folder_lock.h"

#include <filesystem>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"

namespace leeward {

namespace fs = std::filesystem;

struct folder_lock_test : testing::Test {
  folder_lock_test() { fs::create_directories(folder_); }
  ~folder_lock_test() override { fs::remove_all(folder_); }

  fs::path folder_{fs::path{testing::TempDir()} / ("folder_lock_" + std::to_string(getpid()))};
};

TEST_F(folder_lock_test, of_many_who_change_a_file_at_once_none_loses_a_change) {
  ASSERT_TRUE(write_atomically(folder_ / "a", "0"));
  auto editors = std::vector<std::jthread>{};
  for (auto i = 0; i != 4; ++i) {
    editors.emplace_back([&] {
      for (auto k = 0; k != 5; ++k) {
        auto const lock = folder_lock::await_around(folder_ / "a");
        ASSERT_TRUE(lock) << lock.error().sentence_;
        auto const before = read_file(folder_ / "a", 100);
        ASSERT_TRUE(before);
        ASSERT_TRUE(write_atomically(folder_ / "a", std::to_string(std::stoi(*before) + 1)));
      }
    });
  }
  editors.clear();
  EXPECT_EQ(read_file(folder_ / "a", 100).value(), "20");
  EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1) << "nothing is left behind";
}

TEST_F(folder_lock_test, the_file_need_not_be_there_but_its_folder_must) {
  EXPECT_TRUE(folder_lock::await_around(folder_ / "new"));
  auto const none = folder_lock::await_around(folder_ / "no" / "a");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind_, error_kind::kNotFound);
}

TEST_F(folder_lock_test, the_second_to_take_a_folder_is_told_and_after_the_first_it_may) {
  {
    auto const first = folder_lock::take(folder_);
    ASSERT_TRUE(first);
    auto const second = folder_lock::take(folder_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind_, error_kind::kInvalidInput);
  }
  EXPECT_TRUE(folder_lock::take(folder_));
}

}  // namespace leeward
