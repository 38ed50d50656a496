#include "roads/closures/overlay.h"

#include <algorithm>
#include <array>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace leeward::roads {
namespace {

constexpr auto const kEdge = edge_id{3};

TEST(slowed, divides_by_the_per_cent_and_rounds_up) {
  EXPECT_EQ(2000, slowed(1000, std::array<std::uint8_t, 1>{50}));
  EXPECT_EQ(3334, slowed(1000, std::array<std::uint8_t, 1>{30}));      // 3333.3
  EXPECT_EQ(6668, slowed(1000, std::array<std::uint8_t, 2>{30, 50}));  // 3334 / 0.5
  EXPECT_EQ(1, slowed(1, std::array<std::uint8_t, 0>{}));
}

TEST(slowed, ends_at_a_day_and_never_opens_what_is_closed) {
  EXPECT_EQ(86'400'000, slowed(50'000'000, std::array<std::uint8_t, 2>{1, 1}));
  EXPECT_EQ(90'000'000, slowed(90'000'000, std::array<std::uint8_t, 1>{1}));  // took longer on the open map
  EXPECT_EQ(kNever, slowed(kNever, std::array<std::uint8_t, 1>{50}));
}

TEST(overlay, one_that_closes_wins) {
  auto o = overlay{5};
  o.add(kEdge, 50);
  o.add(kEdge, kClosed);
  EXPECT_EQ(kNever, o.weight_of(kEdge, 1000));
  o.take_back(kEdge, 50);
  EXPECT_EQ(kNever, o.weight_of(kEdge, 1000));
  o.take_back(kEdge, kClosed);
  EXPECT_EQ(1000, o.weight_of(kEdge, 1000));
}

TEST(overlay, two_that_close_are_taken_back_one_by_one) {
  auto o = overlay{5};
  o.add(kEdge, kClosed);
  o.add(kEdge, kClosed);
  o.take_back(kEdge, kClosed);
  EXPECT_EQ(kNever, o.weight_of(kEdge, 1000));
  o.take_back(kEdge, kClosed);
  EXPECT_EQ(1000, o.weight_of(kEdge, 1000));
  EXPECT_EQ(1000, o.weight_of({4}, 1000));
}

TEST(overlay, any_order_gives_the_same_and_all_taken_back_gives_the_open_map) {
  auto dice = random_source{5};
  for (auto round = 0; round != 200; ++round) {
    auto closures = std::vector<std::pair<edge_id, std::int32_t>>{};
    for (auto i = 0; i != 30; ++i) {
      auto const percent = dice.chance(1, 5) ? kClosed : static_cast<std::int32_t>(dice.between(1, 99));
      closures.emplace_back(edge_id{static_cast<std::uint32_t>(dice.below(5))}, percent);
    }
    auto one = overlay{5};
    for (auto const& [e, percent] : closures) {
      one.add(e, percent);
    }
    dice.shuffle(closures);
    auto other = overlay{5};
    for (auto const& [e, percent] : closures) {
      other.add(e, percent);
    }
    for (auto e = std::uint32_t{0}; e != 5; ++e) {
      EXPECT_EQ(one.weight_of({e}, 12'345), other.weight_of({e}, 12'345));
    }
    dice.shuffle(closures);
    for (auto const& [e, percent] : closures) {
      one.take_back(e, percent);
    }
    for (auto e = std::uint32_t{0}; e != 5; ++e) {
      EXPECT_EQ(12'345, one.weight_of({e}, 12'345));
    }
  }
}

}  // namespace
}  // namespace leeward::roads
