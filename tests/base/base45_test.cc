#include "base/crypto/base45.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace leeward {
namespace {

std::vector<std::uint8_t> bytes(std::string_view const text) { return {text.begin(), text.end()}; }

TEST(base45, writes_and_reads_what_the_rfc_does) {
  EXPECT_EQ("BB8", to_base45(bytes("AB")));
  EXPECT_EQ("%69 VD92EX0", to_base45(bytes("Hello!!")));
  EXPECT_EQ("UJCLQE7W581", to_base45(bytes("base-45")));
  EXPECT_EQ(bytes("ietf!"), from_base45("QED8WEX0"));
  EXPECT_EQ(bytes("\xFF\xFF"), from_base45("FGW"));
}

TEST(base45, refuses_what_it_does_not_write) {
  for (auto const* const text : {"GGW", ":::", "::", "U5X2A", "A", "BB8A", "bb8", "BB_", "\xD0\xAF"}) {
    EXPECT_FALSE(from_base45(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace leeward
