#include "base/utf8.h"

#include <gtest/gtest.h>

namespace leeward {

TEST(utf8, characters_have_one_to_four_bytes) {
  EXPECT_EQ(utf8_length_at("a", 0), 1U);
  EXPECT_EQ(utf8_length_at("xж", 1), 2U);
  EXPECT_EQ(utf8_length_at("€", 0), 3U);
  EXPECT_EQ(utf8_length_at("😀", 0), 4U);
  EXPECT_EQ(utf8_length_at("\xF4\x8F\xBF\xBF", 0), 4U);  // U+10FFFF
}

TEST(utf8, other_bytes_are_no_character) {
  EXPECT_EQ(utf8_length_at("ж", 1), 0U);                 // the middle of one
  EXPECT_EQ(utf8_length_at("\xC3", 0), 0U);              // cut off
  EXPECT_EQ(utf8_length_at("\xC3(", 0), 0U);             // interrupted
  EXPECT_EQ(utf8_length_at("\xC0\x80", 0), 0U);          // longer than needed
  EXPECT_EQ(utf8_length_at("\xE0\x9F\xBF", 0), 0U);      // longer than needed
  EXPECT_EQ(utf8_length_at("\xF0\x8F\xBF\xBF", 0), 0U);  // longer than needed
  EXPECT_EQ(utf8_length_at("\xED\xA0\x80", 0), 0U);      // a surrogate
  EXPECT_EQ(utf8_length_at("\xF4\x90\x80\x80", 0), 0U);  // beyond U+10FFFF
  EXPECT_EQ(utf8_length_at("\xFF", 0), 0U);
}

}  // namespace leeward
