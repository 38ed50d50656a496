#include "ledger/rotation.h"

#include <array>
#include <cstdint>

#include <gtest/gtest.h>

#include "ledger/memory_store.h"
#include "vault/sealed.h"

namespace leeward::ledger {
namespace {

vault::keys new_keys() {
  return {.master_ = vault::secret::random(), .index_ = vault::secret::random(), .next_ = std::nullopt};
}

TEST(rotation, wraps_every_key_anew_while_others_come) {
  constexpr auto const kSubjects = std::uint64_t{1'200};
  auto k = new_keys();
  auto store = memory_store{};
  auto const key = vault::secret::random();
  for (auto n = std::uint64_t{1}; n <= kSubjects; ++n) {
    store.keys_[uuid{1, n}] = {.subject_ = uuid{1, n}, .wrapped_ = vault::wrap(k, uuid{1, n}, key.bytes())};
  }
  auto const old = k;
  k.next_ = vault::secret::random();
  auto r = rotation{k};
  auto steps = 0;
  for (auto done = false; !done; ++steps) {
    auto const stepped = r.step(store);
    ASSERT_TRUE(stepped.has_value()) << stepped.error().sentence_;
    done = *stepped;
    auto const late = uuid{2, static_cast<std::uint64_t>(steps)};
    store.keys_[late] = {.subject_ = late, .wrapped_ = vault::wrap(k, late, key.bytes())};
  }
  EXPECT_EQ(steps, 3);
  auto const ended = vault::keys{.master_ = *k.next_, .index_ = k.index_, .next_ = std::nullopt};
  auto opened = std::array<std::uint8_t, vault::kKeyBytes>{};
  for (auto const& [id, row] : store.keys_) {
    EXPECT_TRUE(vault::unwrap(ended, id, row.wrapped_, opened).has_value());
    EXPECT_FALSE(vault::unwrap(old, id, row.wrapped_, opened).has_value());
  }
}

TEST(rotation, stops_at_a_key_that_cannot_be_opened) {
  auto k = new_keys();
  auto store = memory_store{};
  store.keys_[uuid{1, 1}] = {.subject_ = uuid{1, 1},
                             .wrapped_ = vault::wrap(new_keys(), uuid{1, 1}, vault::secret::random().bytes())};
  k.next_ = vault::secret::random();
  EXPECT_FALSE(rotation{k}.step(store).has_value());
}

TEST(erasing, what_the_register_names_goes_at_the_start) {
  auto store = memory_store{};
  store.keys_[uuid{1, 1}] = {.subject_ = uuid{1, 1}, .wrapped_ = "a"};
  store.keys_[uuid{1, 2}] = {.subject_ = uuid{1, 2}, .wrapped_ = "b"};
  store.subjects_[{uuid{1, 1}, 1}] = {.subject_ = uuid{1, 1}, .version_ = 1, .bytes_ = "sealed"};
  ASSERT_TRUE(erase_registered(store, {.folder_ = {}, .checkpoint_ = {}, .erased_ = {uuid{1, 1}, uuid{1, 3}}}));
  EXPECT_FALSE(store.keys_.contains(uuid{1, 1}));
  EXPECT_TRUE(store.subjects_.empty());
  EXPECT_TRUE(store.keys_.contains(uuid{1, 2}));
}

}  // namespace
}  // namespace leeward::ledger
