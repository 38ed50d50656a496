#include "planning/place/min_cost_flow.h"

#include <gtest/gtest.h>

namespace leeward::planning::placing {
namespace {

TEST(min_cost_flow, takes_the_cheap_way_first_and_the_dear_one_for_what_is_left) {
  auto const flow = min_cost_flow({.supply_ = {5, 0, -5}, .arcs_ = {{0, 2, 3, 1}, {0, 1, 9, 4}, {1, 2, 9, 0}}});
  EXPECT_EQ(flow, (std::vector<std::int64_t>{3, 2, 2}));
}

// Each of two gives up the cheaper place so that both together are cheaper: 1 + 2, not 1 + 9.
TEST(min_cost_flow, weighs_all_against_each_other) {
  auto const flow =
      min_cost_flow({.supply_ = {1, 1, -1, -1}, .arcs_ = {{0, 2, 1, 1}, {0, 3, 1, 2}, {1, 2, 1, 1}, {1, 3, 1, 9}}});
  EXPECT_EQ(flow, (std::vector<std::int64_t>{0, 1, 1, 0}));
}

TEST(min_cost_flow, has_none_where_the_arcs_cannot_carry_it) {
  EXPECT_FALSE(min_cost_flow({.supply_ = {2, -2}, .arcs_ = {{0, 1, 1, 1}}}).has_value());
}

TEST(min_cost_flow, keeps_its_order_at_large_costs) {
  auto const large = std::int64_t{1} << 57U;
  auto const flow =
      min_cost_flow({.supply_ = {4, -4}, .arcs_ = {{0, 1, 2, large}, {0, 1, 9, large - 1}, {0, 1, 1, 3}}});
  EXPECT_EQ(flow, (std::vector<std::int64_t>{0, 3, 1}));
}

TEST(min_cost_flow, of_nothing_is_nothing) {
  EXPECT_EQ(min_cost_flow({.supply_ = {0, 0}, .arcs_ = {}}), std::vector<std::int64_t>{});
}

}  // namespace
}  // namespace leeward::planning::placing
