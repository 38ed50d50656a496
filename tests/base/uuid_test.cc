#include "base/uuid.h"

#include <string>

#include <gtest/gtest.h>

namespace leeward {

namespace {

constexpr auto const kId = uuid{0x0190'A6B2'7C3E'7A10, 0x9F00'0123'4567'89AB};

}  // namespace

TEST(uuid, is_written_as_rfc_9562_does) {
  EXPECT_EQ("0190a6b2-7c3e-7a10-9f00-0123456789ab", to_string(kId));
  EXPECT_EQ("00000000-0000-0000-0000-000000000000", to_string(uuid{}));
  EXPECT_EQ("ffffffff-ffff-ffff-ffff-ffffffffffff", to_string(uuid{~0ULL, ~0ULL}));
}

TEST(uuid, is_read_in_either_case) {
  EXPECT_EQ(kId, parse_uuid("0190a6b2-7c3e-7a10-9f00-0123456789ab"));
  EXPECT_EQ(kId, parse_uuid("0190A6B2-7C3E-7A10-9F00-0123456789AB"));
}

TEST(uuid, is_refused_when_it_is_written_otherwise) {
  for (auto const text : {"", "0190a6b27c3e7a109f000123456789ab", "0190a6b2-7c3e-7a10-9f00-0123456789a",
                          "0190a6b2-7c3e-7a10-9f00-0123456789abc", "0190a6b2-7c3e-7a10-9f000-123456789ab",
                          "0190a6b2-7c3e-7a10-9f00-0123456789ag", "{190a6b2-7c3e-7a10-9f00-0123456789a}"}) {
    EXPECT_FALSE(parse_uuid(text)) << text;
  }
}

// Version 8, and the variant of RFC 9562.
TEST(uuid, that_is_derived_says_that_its_bits_are_ours) {
  EXPECT_NE(uuid_of_name("bus 7"), uuid_of_name("bus 8"));
  EXPECT_NE(derived(kId, 1), derived(kId, 2));
  for (auto const& id : {uuid_of_name("bus 7"), derived(kId, 1)}) {
    EXPECT_EQ('8', to_string(id)[14]) << to_string(id);
    EXPECT_NE(std::string::npos, std::string{"89ab"}.find(to_string(id)[19])) << to_string(id);
  }
}

}  // namespace leeward
