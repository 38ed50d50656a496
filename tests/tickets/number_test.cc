#include "tickets/number.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward::tickets {
namespace {

using testing::HasSubstr;

TEST(ticket_number, is_read_however_it_is_grouped) {
  EXPECT_EQ("0012-3459", to_string(ticket_number{12'345}));
  EXPECT_EQ("0000-0013", to_string(ticket_number{1}));
  for (auto const* const text : {"0012-3459", "00123459", "0012 3459", " 00 12-34 59 "}) {
    auto const n = parse_number(text);
    ASSERT_TRUE(n.has_value()) << text;
    EXPECT_EQ(12'345U, n->v_) << text;
  }
}

TEST(ticket_number, is_refused_with_what_is_wrong) {
  EXPECT_THAT(parse_number("0012-345").error().sentence_, HasSubstr("has 7 digits, a ticket number has 8"));
  EXPECT_THAT(parse_number("0012-34A9").error().sentence_, HasSubstr("is no ticket number"));
  EXPECT_THAT(parse_number("0012-3495").error().sentence_, HasSubstr("one digit is wrong or two are swapped"));
  EXPECT_THAT(parse_number("0000-0000").error().sentence_, HasSubstr("begin with 0000-0013"));
  EXPECT_THAT(parse_number("").error().sentence_, HasSubstr("has 0 digits"));
}

// Calls back with every text that differs from it by one digit, or by two neighbours that are swapped.
template <typename Each>
void each_slip(std::string text, Each const& each) {
  for (auto i = std::size_t{0}; i != text.size(); ++i) {
    auto const right = text[i];
    for (text[i] = '0'; text[i] <= '9'; ++text[i]) {
      if (text[i] != right) {
        each(text);
      }
    }
    text[i] = right;
    if (i + 1 != text.size() && text[i] != text[i + 1]) {
      std::swap(text[i], text[i + 1]);
      each(text);
      std::swap(text[i], text[i + 1]);
    }
  }
}

// What the check digit makes of two neighbours depends on them and on the one digit that all before them come to. The
// first hundred thousand numbers have all of these in the last five places, every 997th has them in the first four.
TEST(ticket_number, is_refused_after_every_single_slip) {
  auto passed = std::size_t{0};
  auto tried = std::size_t{0};
  auto const check = [&](std::uint32_t const n) {
    auto digits = to_string(ticket_number{n});
    digits.erase(4, 1);
    ASSERT_TRUE(parse_number(digits).has_value()) << digits;
    each_slip(digits, [&](std::string const& slip) {
      ++tried;
      passed += parse_number(slip).has_value() ? 1U : 0U;
    });
  };
  for (auto n = std::uint32_t{1}; n <= 100'000; ++n) {
    check(n);
  }
  for (auto n = std::uint32_t{997}; n <= ticket_number::kMost; n += 997) {
    check(n);
  }
  EXPECT_EQ(0U, passed);
  EXPECT_GT(tried, 8'000'000U);
}

}  // namespace
}  // namespace leeward::tickets
