#include "planning/lanes.h"

#include <gtest/gtest.h>

namespace leeward::planning {
namespace {

TEST(lanes, without_a_limit_are_always_free) {
  auto l = lanes{std::nullopt, 10};
  l.take({100}, {50});
  EXPECT_EQ(l.earliest({100}, {50}), instant{100});
}

TEST(lanes, one_lane_is_taken_by_one_after_the_other) {
  auto l = lanes{1, 10};
  l.take({100}, {50});
  EXPECT_EQ(l.earliest({100}, {10}), instant{150});
  EXPECT_EQ(l.earliest({149}, {10}), instant{150});
  EXPECT_EQ(l.earliest({150}, {10}), instant{150});
}

TEST(lanes, a_gap_is_used_only_if_it_is_long_enough) {
  auto l = lanes{1, 10};
  l.take({100}, {50});
  l.take({170}, {30});
  EXPECT_EQ(l.earliest({80}, {20}), instant{80});
  EXPECT_EQ(l.earliest({80}, {21}), instant{200});
  EXPECT_EQ(l.earliest({120}, {20}), instant{150});
}

TEST(lanes, a_second_lane_serves_while_the_first_is_busy) {
  auto l = lanes{2, 10};
  l.take({100}, {50});
  EXPECT_EQ(l.earliest({100}, {10}), instant{100});
  l.take({100}, {20});
  EXPECT_EQ(l.earliest({100}, {10}), instant{120});
}

}  // namespace
}  // namespace leeward::planning
