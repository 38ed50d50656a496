#include "planning/crew_clock.h"

#include <gtest/gtest.h>

// Rules of these tests: 100 s of driving without a break of 10 s.
namespace leeward::planning {
namespace {

constexpr auto const kRules = crew_rules{
    .driving_per_shift_s_ = {1000}, .driving_without_break_s_ = {100}, .break_s_ = {10}, .daily_rest_s_ = {0}};
constexpr auto const kHere = place_id{3};

TEST(crew_clock, drives_to_the_limit_without_a_break) {
  auto c = crew_clock{};
  EXPECT_EQ(drive(c, kRules, {60}, kHere), instant{0});
  EXPECT_EQ(drive(c, kRules, {40}, kHere), instant{60});
  EXPECT_EQ(c.now_, instant{100});
  EXPECT_EQ(c.driven_, seconds{100});
  EXPECT_TRUE(c.breaks_.empty());
}

TEST(crew_clock, rests_before_a_leg_that_would_pass_the_limit) {
  auto c = crew_clock{};
  drive(c, kRules, {60}, kHere);
  EXPECT_EQ(drive(c, kRules, {41}, kHere), instant{70});
  EXPECT_EQ(c.now_, instant{111});
  ASSERT_EQ(c.breaks_.size(), 1U);
  EXPECT_EQ(c.breaks_[0].from_, instant{60});
  EXPECT_EQ(c.breaks_[0].until_, instant{70});
  EXPECT_EQ(c.breaks_[0].where_, kHere);
}

TEST(crew_clock, rests_on_the_way_of_a_leg_longer_than_the_limit) {
  auto c = crew_clock{};
  drive(c, kRules, {30}, kHere);
  EXPECT_EQ(drive(c, kRules, {250}, kHere), instant{30});
  // 70 s, break, 100 s, break, 80 s
  EXPECT_EQ(c.now_, instant{300});
  EXPECT_EQ(c.since_break_, seconds{80});
  ASSERT_EQ(c.breaks_.size(), 2U);
  EXPECT_EQ(c.breaks_[0].from_, instant{100});
  EXPECT_EQ(c.breaks_[1].from_, instant{210});
  EXPECT_TRUE(c.breaks_[0].where_.is_none());
}

TEST(crew_clock, counts_idle_time_as_a_break_only_if_it_is_long_enough) {
  auto c = crew_clock{};
  drive(c, kRules, {60}, kHere);
  idle_until(c, kRules, instant{69}, kHere);
  EXPECT_TRUE(c.breaks_.empty());
  idle_until(c, kRules, instant{79}, kHere);
  ASSERT_EQ(c.breaks_.size(), 1U);
  EXPECT_EQ(c.since_break_, seconds{0});
  EXPECT_EQ(c.now_, instant{79});
}

}  // namespace
}  // namespace leeward::planning
