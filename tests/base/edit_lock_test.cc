#include "base/edit_lock.h"

#include <filesystem>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"

namespace leeward {

namespace fs = std::filesystem;

struct edit_lock_test : testing::Test {
  edit_lock_test() { fs::create_directories(folder_); }
  ~edit_lock_test() override { fs::remove_all(folder_); }

  fs::path folder_{fs::path{testing::TempDir()} / ("edit_lock_" + std::to_string(getpid()))};
};

TEST_F(edit_lock_test, of_many_who_change_a_file_at_once_none_loses_a_change) {
  ASSERT_TRUE(write_atomically(folder_ / "a", "0"));
  auto editors = std::vector<std::jthread>{};
  for (auto i = 0; i != 4; ++i) {
    editors.emplace_back([&] {
      for (auto k = 0; k != 5; ++k) {
        auto const lock = edit_lock::take(folder_ / "a");
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

TEST_F(edit_lock_test, the_file_need_not_be_there_but_its_folder_must) {
  EXPECT_TRUE(edit_lock::take(folder_ / "new"));
  auto const none = edit_lock::take(folder_ / "no" / "a");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind_, error_kind::kNotFound);
}

}  // namespace leeward
