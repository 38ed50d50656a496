#include "base/text/phone.h"

#include <gtest/gtest.h>

namespace leeward {
namespace {

TEST(phone, knows_one_number_in_all_its_spellings) {
  for (auto const* const text : {"+7 915 555-01-47", "8 (915) 555 01 47", "89155550147", "7.915.555.01.47",
                                 "9155550147", "00 7 915 555 0147", "+8 915 5550147"}) {
    EXPECT_EQ("+79155550147", parse_phone(text)) << text;
  }
}

TEST(phone, keeps_other_countries) {
  EXPECT_EQ("+380501234567", parse_phone("+380 50 123 45 67"));
  EXPECT_EQ("+4915112345678", parse_phone("0049 151 12345678"));
}

TEST(phone, keeps_a_local_number_as_it_is) { EXPECT_EQ("345678", parse_phone("34-56-78")); }

TEST(phone, says_what_is_none) {
  for (auto const* const text : {"", "+", "none", "1234", "+12", "+0123456789", "+1234567890123456", "8 915 555 01 4x",
                                 "12345678", "8 + 9155550147"}) {
    EXPECT_FALSE(parse_phone(text)) << text;
  }
}

}  // namespace
}  // namespace leeward
