#include "roads/import/string_pool.h"

#include <string>

#include <gtest/gtest.h>

namespace leeward::roads {
namespace {

TEST(string_pool, each_text_once) {
  auto pool = string_pool{};
  EXPECT_EQ(pool.add(""), 0U);
  auto const a = pool.add("Hauptstraße");
  auto const b = pool.add("B 3");
  EXPECT_NE(a, b);
  EXPECT_EQ(pool.add("Hauptstraße"), a);
  EXPECT_EQ(pool.at(a), "Hauptstraße");
  EXPECT_EQ(pool.at(b), "B 3");
}

TEST(string_pool, many) {
  auto pool = string_pool{};
  auto first = std::vector<std::uint32_t>{};
  for (auto i = 0; i != 5'000; ++i) {
    first.push_back(pool.add(std::to_string(i)));
  }
  for (auto i = 0; i != 5'000; ++i) {
    EXPECT_EQ(pool.add(std::to_string(i)), first[static_cast<std::size_t>(i)]);
    EXPECT_EQ(pool.at(first[static_cast<std::size_t>(i)]), std::to_string(i));
  }
}

TEST(string_pool, a_nul_ends_a_text) {
  auto pool = string_pool{};
  EXPECT_EQ(pool.at(pool.add(std::string_view{"ab\0cd", 5})), "ab");
}

}  // namespace
}  // namespace leeward::roads
