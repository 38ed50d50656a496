#include "vault/erasures.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward::vault {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct register_of_erased : testing::Test {
  register_of_erased() { std::filesystem::create_directories(folder_); }
  ~register_of_erased() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} / ("erased_" + std::to_string(getpid()))};
  std::filesystem::path file_{folder_ / kRegisterFile};
};

TEST_F(register_of_erased, keeps_all_in_order) {
  ASSERT_TRUE(make_register(folder_));
  EXPECT_THAT(*read_register(folder_), IsEmpty());
  ASSERT_TRUE(add_to_register(folder_, std::array{uuid{1, 1}, uuid{1, 2}}));
  ASSERT_TRUE(make_register(folder_));  // leaves what is there
  ASSERT_TRUE(add_to_register(folder_, std::array{uuid{1, 3}}));
  EXPECT_THAT(*read_register(folder_), ElementsAre(uuid{1, 1}, uuid{1, 2}, uuid{1, 3}));
}

TEST_F(register_of_erased, is_asked_for_when_it_is_missing) {
  auto const refused = read_register(folder_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(error_kind::kNotFound, refused.error().kind_);
  EXPECT_THAT(refused.error().sentence_, HasSubstr("people who were erased could come back"));
  EXPECT_FALSE(add_to_register(folder_, std::array{uuid{1, 1}}).has_value());
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(register_of_erased, takes_a_line_that_was_cut_off_for_none) {
  ASSERT_TRUE(make_register(folder_));
  ASSERT_TRUE(add_to_register(folder_, std::array{uuid{1, 1}}));
  std::ofstream{file_, std::ios::app} << "00000000-0000";
  EXPECT_THAT(*read_register(folder_), ElementsAre(uuid{1, 1}));
  ASSERT_TRUE(add_to_register(folder_, std::array{uuid{1, 2}}));
  EXPECT_THAT(*read_register(folder_), ElementsAre(uuid{1, 1}, uuid{1, 2}));
}

TEST_F(register_of_erased, is_refused_when_something_else_stands_in_it) {
  std::ofstream{file_} << "This is a letter to my grandmother, who lives by the sea.\n";
  auto const refused = read_register(folder_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().sentence_, HasSubstr("line 1 is no number of a subject"));
}

}  // namespace
}  // namespace leeward::vault
