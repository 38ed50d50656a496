#include "base/random.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward {

TEST(random, split_mix_gives_the_published_numbers) {
  auto state = std::uint64_t{1'234'567};
  EXPECT_EQ(split_mix(state), 6'457'827'717'110'365'317U);
  EXPECT_EQ(split_mix(state), 3'203'168'211'198'807'973U);
  EXPECT_EQ(split_mix(state), 9'817'491'932'198'370'423U);
}

TEST(random, the_state_1_2_3_4_gives_the_published_numbers) {
  auto r = random_source{std::array<std::uint64_t, 4>{1, 2, 3, 4}};
  EXPECT_EQ(r.next(), 11'520U);
  EXPECT_EQ(r.next(), 0U);
  EXPECT_EQ(r.next(), 1'509'978'240U);
  EXPECT_EQ(r.next(), 1'215'971'899'390'074'240U);
}

TEST(random, one_seed_gives_one_sequence) {
  auto a = random_source{7};
  auto b = random_source{7};
  auto c = random_source{8};
  auto const first = a.next();
  EXPECT_EQ(first, b.next());
  EXPECT_NE(first, c.next());
}

TEST(random, what_is_split_off_is_not_disturbed) {
  auto a = random_source{7};
  auto part = a.split();
  auto b = random_source{7};
  auto same_part = b.split();
  a.next();
  EXPECT_EQ(part.next(), same_part.next());
  EXPECT_NE(part.next(), a.next());
}

TEST(random, draws_are_fair_and_in_range) {
  auto r = random_source{1};
  auto seen = std::array<int, 6>{};
  for (auto i = 0; i != 60'000; ++i) {
    ++seen[static_cast<std::size_t>(r.between(-2, 3) + 2)];
  }
  for (auto const n : seen) {
    EXPECT_NEAR(n, 10'000, 400);  // four standard deviations
  }
  EXPECT_EQ(r.below(1), 0U);
  EXPECT_EQ(r.between(5, 5), 5);
}

TEST(random, the_widest_ranges_work) {
  auto r = random_source{1};
  constexpr auto const kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto const kMax = std::numeric_limits<std::int64_t>::max();
  auto negative = 0;
  for (auto i = 0; i != 1'000; ++i) {
    negative += r.between(kMin, kMax) < 0 ? 1 : 0;
    ASSERT_LT(r.below((std::uint64_t{1} << 63U) + 1), (std::uint64_t{1} << 63U) + 1);
  }
  EXPECT_NEAR(negative, 500, 64);
}

TEST(random, chances_come_true_as_often_as_they_say) {
  auto r = random_source{1};
  auto hits = 0;
  for (auto i = 0; i != 10'000; ++i) {
    hits += r.chance(1, 4) ? 1 : 0;
    EXPECT_FALSE(r.chance(0, 5));
    EXPECT_TRUE(r.chance(5, 5));
    auto const u = r.unit();
    ASSERT_TRUE(u >= 0.0 && u < 1.0);
  }
  EXPECT_NEAR(hits, 2'500, 173);
}

TEST(random, shuffling_keeps_everything_in_any_order) {
  auto r = random_source{1};
  auto firsts = std::array<int, 4>{};
  for (auto i = 0; i != 4'000; ++i) {
    auto v = std::vector<std::size_t>{0, 1, 2, 3};
    r.shuffle(v);
    ++firsts[v[0]];
    ASSERT_THAT(v, testing::UnorderedElementsAre(0, 1, 2, 3));
  }
  for (auto const n : firsts) {
    EXPECT_NEAR(n, 1'000, 110);
  }
}

TEST(random, picks_any_of_what_there_is) {
  auto r = random_source{1};
  auto of = std::array{0, 0, 0};
  for (auto i = 0; i != 3'000; ++i) {
    ++r.pick(of);
  }
  for (auto const n : of) {
    EXPECT_NEAR(n, 1'000, 104);
  }
}

}  // namespace leeward
