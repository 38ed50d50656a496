#include "planning/bound/claim.h"

#include <gtest/gtest.h>

#include "planning/bound/cases.h"
#include "planning/bound/small_instances.h"

namespace leeward::planning::bound {

namespace {

// One bus, two loads: 2 to the point, 3 to the shelter, 3 back, 3 again.
trips_network one_bus() {
  return make_network({.capacity_ = 1, .buses_ = {1}, .demand_ = {2}, .room_ = {2}, .from_yard_ = {2}, .between_ = {3}},
                      1);
}

claim price(std::int64_t const load, std::int64_t const room = 0) {
  return {.load_ = {load}, .room_ = {room}, .restricted_ = {}};
}

TEST(judge, excludes_what_a_good_claim_shows) {
  auto const n = one_bus();
  auto j = judge{n, 20};
  ASSERT_TRUE(j.hear(price(1), {}, 20));
  EXPECT_TRUE(j.excludes(10));  // one trip earns 1, and the loads earn 2
  EXPECT_FALSE(j.excludes(11));
  EXPECT_EQ(j.shortest_left(0), 11);
}

TEST(judge, a_wrong_claim_excludes_nothing) {
  auto const n = one_bus();
  auto j = judge{n, 20};
  ASSERT_TRUE(j.hear(price(0), {}, 20));
  EXPECT_FALSE(j.excludes(0));
  ASSERT_TRUE(j.hear(price(1, 5), {}, 20));
  EXPECT_FALSE(j.excludes(0));
}

TEST(judge, refuses_what_is_no_price) {
  auto const n = one_bus();
  auto j = judge{n, 20};
  ASSERT_TRUE(j.hear(price(1), {}, 20));
  EXPECT_FALSE(j.hear(price(-1), {}, 20));
  EXPECT_FALSE(j.excludes(0));  // nor does the claim before it count any longer
  EXPECT_FALSE(j.hear(price(1, -7), {}, 20));
  EXPECT_FALSE(j.hear(price(kMostEarned), {}, 20));
  EXPECT_FALSE(j.hear({.load_ = {1, 1}, .room_ = {0}, .restricted_ = {}}, {}, 20));
  EXPECT_FALSE(j.hear({.load_ = {1}, .room_ = {0}, .restricted_ = {1}}, {}, 20));
  EXPECT_FALSE(j.excludes(0));
}

TEST(judge, a_restriction_counts_on_its_own_side) {
  auto const n = one_bus();
  auto j = judge{n, 20};
  auto x = restriction{.kind_ = restriction::kind::kTrip, .at_least_ = true, .count_ = 3};
  auto const c = claim{.load_ = {0}, .room_ = {0}, .restricted_ = {1}};
  ASSERT_TRUE(j.hear(c, {{x}}, 20));
  EXPECT_EQ(j.shortest_left(0), 17);  // three trips need 2 + 3 + 6 + 6
  x.at_least_ = false;
  ASSERT_TRUE(j.hear(c, {{x}}, 20));
  EXPECT_EQ(j.shortest_left(0), 0);
}

// A second trip begun after 8 or later, in a route of at most 11, can be: it begins at 8. After 9 it cannot.
TEST(judge, lateness_is_counted_back_from_the_length) {
  auto const n = one_bus();
  auto j = judge{n, 20};
  auto x = restriction{.kind_ = restriction::kind::kLate, .after_ = 8, .at_least_ = true, .count_ = 1};
  auto const c = claim{.load_ = {0}, .room_ = {0}, .restricted_ = {1}};
  ASSERT_TRUE(j.hear(c, {{x}}, 11));
  EXPECT_FALSE(j.excludes(11));
  ASSERT_TRUE(j.hear(c, {{x}}, 10));
  EXPECT_TRUE(j.excludes(10));
  x.after_ = 9;
  ASSERT_TRUE(j.hear(c, {{x}}, 11));
  EXPECT_TRUE(j.excludes(11));
}

claim random_claim(random_source& dice, trips_network const& n, std::size_t const restrictions) {
  auto const some = [&](std::size_t const how_many) {
    auto all = std::vector<std::int64_t>(how_many);
    for (auto& x : all) {
      x = dice.between(0, 3) * dice.between(0, 4);
    }
    return all;
  };
  return {.load_ = some(n.points_), .room_ = some(n.shelters_), .restricted_ = some(restrictions)};
}

TEST(judge, no_claim_at_all_excludes_the_best_plan) {
  auto dice = random_source{6};
  auto excluded = 0;
  for (auto i = 0; i != 200; ++i) {
    auto const b = random_instance(dice, 4, 1);
    auto const best = brute_force(b);
    auto const n = make_network(b, 1);
    auto j = judge{n, best};
    for (auto k = 0; k != 30; ++k) {
      ASSERT_TRUE(j.hear(random_claim(dice, n, 0), {}, best));
      ASSERT_FALSE(j.excludes(best)) << "instance " << i << ", claim " << k;
      excluded += j.excludes(best - 1) ? 1 : 0;
    }
  }
  EXPECT_GT(excluded, 50);  // some of them are good
}

TEST(best_routes, a_traced_route_earns_what_is_said) {
  auto dice = random_source{7};
  for (auto i = 0; i != 200; ++i) {
    auto const n = make_network(random_instance(dice, 6, 1), 1);
    auto const horizon = std::int32_t{40};
    auto const c = random_claim(dice, n, 0);
    auto j = judge{n, horizon};
    ASSERT_TRUE(j.hear(c, {}, horizon));
    for (auto p = std::size_t{0}; p != n.points_; ++p) {
      auto const t = dice.between(24, horizon);
      auto const r = j.routes().trace(0, p, t);
      EXPECT_LE(length(n, r), t);
      EXPECT_EQ(r.trips_.front().point_, p);
      auto earned = std::int64_t{0};
      for (auto const& [point, shelter] : r.trips_) {
        earned += c.load_[point] - c.room_[shelter];
      }
      EXPECT_EQ(earned, j.routes().earns(0, p, t));
    }
  }
}

TEST(is_plan, counts_loads_rooms_and_buses) {
  auto const n = one_bus();
  auto const trip = route::trip{0, 0};
  EXPECT_TRUE(is_plan(n, {{.yard_ = 0, .trips_ = {trip, trip}}}));
  EXPECT_FALSE(is_plan(n, {{.yard_ = 0, .trips_ = {trip}}}));
  EXPECT_FALSE(is_plan(n, {{.yard_ = 0, .trips_ = {trip, trip, trip}}}));
  EXPECT_FALSE(is_plan(n, {{.yard_ = 0, .trips_ = {trip}}, {.yard_ = 0, .trips_ = {trip}}}));
}

}  // namespace

}  // namespace leeward::planning::bound
