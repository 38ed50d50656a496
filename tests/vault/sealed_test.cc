#include "vault/sealed.h"

#include <array>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vault/in_memory_rows.h"

namespace leeward::vault {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto const kOne = uuid{1, 2};
constexpr auto const kOther = uuid{1, 3};

auto const kPerson = personal{.name_ = "Щербакова Анна", .phone_ = "+79155550147"};

struct opened {
  result<void> of(keys const& k, uuid const& subject, std::string_view const wrapped) {
    return unwrap(k, subject, wrapped, bytes_);
  }
  std::array<std::uint8_t, kKeyBytes> bytes_{};
};

TEST(sealed, is_read_with_its_key_in_its_place) {
  auto const key = secret::random();
  auto const bytes = seal(key.bytes(), kOne, 3, kPerson);
  EXPECT_EQ(kPerson, *open(key.bytes(), kOne, 3, bytes));
  EXPECT_FALSE(open(key.bytes(), kOne, 4, bytes).has_value());
  EXPECT_FALSE(open(key.bytes(), kOther, 3, bytes).has_value());
  EXPECT_FALSE(open(secret::random().bytes(), kOne, 3, bytes).has_value());
}

TEST(sealed, is_not_read_when_a_byte_was_changed) {
  auto const key = secret::random();
  auto const bytes = seal(key.bytes(), kOne, 1, kPerson);
  for (auto i = std::size_t{0}; i != bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    auto const refused = open(key.bytes(), kOne, 1, changed);
    ASSERT_FALSE(refused.has_value()) << i;
    EXPECT_THAT(refused.error().sentence_, HasSubstr("Version 1 of 00000000-0000-0001-0000-000000000002"));
  }
  EXPECT_FALSE(open(key.bytes(), kOne, 1, bytes.substr(0, bytes.size() - 1)).has_value());
  EXPECT_FALSE(open(key.bytes(), kOne, 1, "").has_value());
  EXPECT_FALSE(open(key.bytes(), kOne, 1, "\x01short").has_value());
}

TEST(sealed, says_nothing_of_what_it_holds) {
  auto const key = secret::random();
  auto const bytes = seal(key.bytes(), kOne, 1, kPerson);
  EXPECT_THAT(bytes, Not(HasSubstr("Щерб")));
  EXPECT_NE(bytes, seal(key.bytes(), kOne, 1, kPerson));
  EXPECT_EQ(bytes.size(), seal(key.bytes(), kOne, 1, {.name_ = "Ли"}).size());  // nor by its length
}

TEST(wrapped, is_opened_by_the_same_master_key_for_the_same_subject) {
  auto const k = new_keys();
  auto const key = secret::random();
  auto const wrapped = wrap(k, kOne, key.bytes());
  EXPECT_EQ(kWrappedBytes, wrapped.size());
  auto o = opened{};
  ASSERT_TRUE(o.of(k, kOne, wrapped).has_value());
  EXPECT_TRUE(std::ranges::equal(key.bytes(), o.bytes_));
  EXPECT_FALSE(o.of(k, kOther, wrapped).has_value());
  auto const other = o.of(new_keys(), kOne, wrapped);
  ASSERT_FALSE(other.has_value());
  EXPECT_THAT(other.error().sentence_, HasSubstr("was wrapped by another master.key"));
  for (auto i = std::size_t{0}; i != wrapped.size(); ++i) {
    auto changed = wrapped;
    changed[i] = static_cast<char>(changed[i] ^ 0x80);
    EXPECT_FALSE(o.of(k, kOne, changed).has_value()) << i;
  }
  EXPECT_FALSE(o.of(k, kOne, wrapped.substr(1)).has_value());
}

TEST(wrapped, goes_from_one_master_key_to_the_next) {
  auto k = new_keys();
  auto const key = secret::random();
  auto const before = wrap(k, kOne, key.bytes());
  k.next_ = secret::random();
  auto o = opened{};
  EXPECT_TRUE(o.of(k, kOne, before).has_value());
  auto const after = wrap(k, kOne, key.bytes());
  EXPECT_FALSE(is_wrapped_by(*k.next_, before));
  EXPECT_TRUE(is_wrapped_by(*k.next_, after));
  EXPECT_TRUE(o.of(k, kOne, after).has_value());
  auto const done = keys{.master_ = *k.next_, .index_ = k.index_, .next_ = std::nullopt};
  EXPECT_TRUE(o.of(done, kOne, after).has_value());
  EXPECT_FALSE(o.of(done, kOne, before).has_value());
}

}  // namespace
}  // namespace leeward::vault
