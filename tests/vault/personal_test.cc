#include "vault/personal.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward::vault {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(personal, comes_back_as_it_was_packed) {
  auto const all = personal{.name_ = "Щербакова Анна",
                            .birth_year_ = 1956,
                            .phone_ = "+7 915 555 01 47",
                            .address_ = "ул. Мира, 12",
                            .text_ = std::string(20'000, 'x'),
                            .medical_ = "",
                            .document_ = std::string{"a\0b", 3}};
  EXPECT_EQ(all, *unpack(pack(all)));
  EXPECT_EQ(personal{}, *unpack(""));
  EXPECT_EQ(personal{.name_ = "А"}, *unpack(pack({.name_ = "А"})));
}

TEST(personal, is_packed_as_its_format_says) {
  EXPECT_EQ("\x01\x02\xA4\x07\x02\x03Oia", pack({.name_ = "Oia", .birth_year_ = 1956}));
}

TEST(personal, refuses_other_bytes) {
  for (auto const& bytes :
       {std::string{"\x02"}, std::string{"\x02\x05xy"},
        std::string{"\x09\x01"
                    "a"},
        std::string{"\x02\x01"
                    "a\x02\x01"
                    "b"},
        std::string{"\x01\x01"
                    "a"},
        std::string{"\x02\x80\x00", 3}, std::string{"\x02\xFF\xFF\xFF\xFF\x01"}, std::string{"\x01\x02\x00\x00", 4}}) {
    EXPECT_FALSE(unpack(bytes).has_value());
  }
}

TEST(personal, is_refused_by_field_and_never_repeated) {
  auto const long_name = check({.name_ = "Секретова" + std::string(kMostName, 'a')});
  ASSERT_FALSE(long_name.has_value());
  EXPECT_THAT(long_name.error().sentence_, HasSubstr("name: has 318 bytes, may have at most 300"));
  EXPECT_THAT(long_name.error().sentence_, Not(HasSubstr("Секретова")));
  EXPECT_FALSE(check({.birth_year_ = 1700}).has_value());
  EXPECT_FALSE(check({.phone_ = std::string(kMostPhone + 1, '1')}).has_value());
  EXPECT_TRUE(check({.phone_ = std::string(kMostPhone, '1')}).has_value());
}

}  // namespace
}  // namespace leeward::vault
