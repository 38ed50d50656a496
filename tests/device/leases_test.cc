#include "device/leases.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "device/made_device.h"

namespace leeward::device {
namespace {

using testing::HasSubstr;

constexpr auto const kNow = instant{1'704'445'200};

operation::lease_id lease_named(std::string_view const name) { return {uuid_of_name(name)}; }
operation::trip_id trip_named(std::string_view const name) { return {uuid_of_name(name)}; }

lease four_seats() {
  return {lease_named("four"), trip_named("a"), {.seats_ = 4}, {.general_ = 4}, kNow + seconds{3600}};
}

TEST(leases_of_a_device, are_promised_from_until_they_are_used_up) {
  auto made = std::vector<promise>{};
  auto const three = operation::space{.seats_ = 3};
  auto const beds = operation::beds{.general_ = 3};
  EXPECT_EQ(lease_named("four"), lease_for({four_seats()}, made, trip_named("a"), three, beds, kNow));
  made.push_back({lease_named("four"), three, beds});
  EXPECT_FALSE(lease_for({four_seats()}, made, trip_named("a"), three, beds, kNow));
  EXPECT_TRUE(lease_for({four_seats()}, made, trip_named("a"), {.seats_ = 1}, {.general_ = 1}, kNow));
}

TEST(leases_of_a_device, are_for_their_trip_their_time_and_what_they_have) {
  auto const one = operation::space{.seats_ = 1};
  auto const bed = operation::beds{.general_ = 1};
  EXPECT_FALSE(lease_for({four_seats()}, {}, trip_named("b"), one, bed, kNow));
  EXPECT_FALSE(lease_for({four_seats()}, {}, trip_named("a"), one, bed, kNow + seconds{3600}));
  EXPECT_FALSE(lease_for({four_seats()}, {}, trip_named("a"), {.bays_ = 1}, bed, kNow));
  EXPECT_FALSE(lease_for({four_seats()}, {}, trip_named("a"), one, {.accessible_ = 1}, kNow));
}

TEST(briefing, is_taken_only_from_the_operation_and_by_its_device) {
  auto const me = made_device();
  auto b = briefing{.operation_ = kOperation,
                    .device_ = me.device_,
                    .server_time_ = kNow,
                    .up_to_ = 3,
                    .trips_ = {},
                    .centre_ = std::nullopt,
                    .leases_ = {four_seats()},
                    .signature_ = {}};
  sign(kServerOfTests, b);
  auto const read = decode_briefing(encode(b), "here", me);
  ASSERT_TRUE(read.has_value()) << read.error().sentence_;
  EXPECT_EQ(encode(b), encode(*read));
  auto more = b;
  more.leases_.front().space_.seats_ = 40;
  EXPECT_THAT(decode_briefing(encode(more), "here", me).error().sentence_, HasSubstr("signature"));
  auto another = me;
  another.device_ = {uuid_of_name("another")};
  EXPECT_EQ("device", decode_briefing(encode(b), "here", another).error().field_);
}

}  // namespace
}  // namespace leeward::device
