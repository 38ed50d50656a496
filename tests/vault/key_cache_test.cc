#include "vault/key_cache.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace leeward::vault {
namespace {

struct cache_of_keys : testing::Test {
  bool has(uuid const& subject, key_cache::time const now = {}) { return cache_.find(subject, now, found_); }

  key_cache cache_{3};
  std::array<std::uint8_t, kKeyBytes> found_{};
};

TEST_F(cache_of_keys, gives_what_was_put) {
  auto const key = secret::random();
  cache_.put(uuid{1, 1}, {}, key.bytes());
  EXPECT_FALSE(has(uuid{1, 2}));
  ASSERT_TRUE(has(uuid{1, 1}));
  EXPECT_TRUE(std::ranges::equal(key.bytes(), found_));
  cache_.forget(uuid{1, 1});
  EXPECT_FALSE(has(uuid{1, 1}));
}

TEST_F(cache_of_keys, lets_the_oldest_go) {
  for (auto i = std::uint64_t{1}; i != 6; ++i) {
    cache_.put(uuid{1, i}, {}, secret::random().bytes());
  }
  EXPECT_EQ(3U, cache_.size());
  EXPECT_FALSE(has(uuid{1, 2}));
  EXPECT_TRUE(has(uuid{1, 3}));
  EXPECT_TRUE(has(uuid{1, 5}));
}

TEST_F(cache_of_keys, lets_go_what_is_too_old) {
  auto const start = key_cache::time{};
  cache_.put(uuid{1, 1}, start, secret::random().bytes());
  EXPECT_TRUE(has(uuid{1, 1}, start + key_cache::kLongest));
  auto const later = start + key_cache::kLongest + std::chrono::seconds{1};
  EXPECT_FALSE(has(uuid{1, 1}, later));
  cache_.put(uuid{1, 2}, later, secret::random().bytes());
  EXPECT_EQ(1U, cache_.size());
}

TEST_F(cache_of_keys, stays_right_when_one_is_put_again_and_again) {
  auto last = secret::random();
  for (auto i = 0; i != 100; ++i) {
    last = secret::random();
    cache_.put(uuid{1, 1}, {}, last.bytes());
  }
  cache_.put(uuid{1, 2}, {}, secret::random().bytes());
  ASSERT_TRUE(has(uuid{1, 2}));
  EXPECT_LE(cache_.size(), 2U);
}

}  // namespace
}  // namespace leeward::vault
