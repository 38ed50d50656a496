#include "planning/crowd.h"

#include <gtest/gtest.h>

namespace leeward::planning {
namespace {

constexpr instant at(std::int64_t const s) { return instant{1704441600} + seconds{s}; }

TEST(crowd, lets_everybody_in_without_a_limit) {
  auto c = crowd{std::nullopt};
  c.take(at(0), {100}, {1000});
  EXPECT_EQ(c.earliest(at(10), {50}, {1000}), at(10));
}

TEST(crowd, waits_until_enough_have_boarded) {
  auto c = crowd{persons{10}};
  c.take(at(0), {100}, {6});
  c.take(at(50), {100}, {4});
  EXPECT_EQ(c.earliest(at(0), {10}, {4}), at(0));
  EXPECT_EQ(c.earliest(at(0), {60}, {4}), at(100));  // from 50 s on, ten board until the six are done
  EXPECT_EQ(c.earliest(at(0), {10}, {7}), at(150));
  EXPECT_EQ(c.earliest(at(60), {10}, {1}), at(100));
}

TEST(crowd, lets_people_in_at_the_moment_when_others_are_done) {
  auto c = crowd{persons{5}};
  c.take(at(0), {100}, {5});
  EXPECT_EQ(c.earliest(at(100), {10}, {5}), at(100));
  EXPECT_EQ(c.earliest(at(99), {10}, {5}), at(100));
}

}  // namespace
}  // namespace leeward::planning
