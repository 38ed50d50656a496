#include "vault/vault.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vault/in_memory_rows.h"

namespace leeward::vault {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct whole_vault : testing::Test {
  void keep(uuid const& subject, std::uint32_t const version, personal const& p) {
    auto const sealed = vault_.seal(subject, version, p);
    ASSERT_TRUE(sealed.has_value()) << sealed.error().sentence_;
    rows_.keep(*sealed);
    ASSERT_TRUE(vault_.index(subject, version, sealed->tokens_).has_value());
  }

  std::vector<uuid> find(query const& q) {
    auto all = std::vector<uuid>{};
    auto const r = vault_.search(q);
    for (auto const& f : r->found_) {
      all.push_back(f.subject_);
    }
    return all;
  }

  in_memory_rows rows_;
  vault vault_{new_keys(), rows_};
};

TEST_F(whole_vault, shows_what_was_known_at_each_version) {
  keep(uuid{1, 1}, 1, {.name_ = "Иванова Анна"});
  keep(uuid{1, 1}, 2, {.name_ = "Кузнецова Анна", .birth_year_ = 1990});
  EXPECT_EQ((personal{.name_ = "Иванова Анна"}), *vault_.read(uuid{1, 1}, 1));
  EXPECT_EQ((personal{.name_ = "Кузнецова Анна", .birth_year_ = 1990}), *vault_.read(uuid{1, 1}, 2));
  EXPECT_EQ(error_kind::kNotFound, vault_.read(uuid{1, 1}, 3).error().kind_);
  EXPECT_EQ(error_kind::kNotFound, vault_.read(uuid{1, 2}, 1).error().kind_);
}

TEST_F(whole_vault, gives_each_subject_one_key) {
  EXPECT_TRUE(vault_.seal(uuid{1, 1}, 1, {.name_ = "А"})->wrapped_key_.has_value());
  EXPECT_TRUE(vault_.seal(uuid{1, 1}, 1, {.name_ = "А"})->wrapped_key_.has_value());  // the first was not kept
  keep(uuid{1, 1}, 1, {.name_ = "А"});
  EXPECT_FALSE(vault_.seal(uuid{1, 1}, 2, {.name_ = "Б"})->wrapped_key_.has_value());
}

TEST_F(whole_vault, forgets_whoever_was_erased) {
  keep(uuid{1, 1}, 1, {.name_ = "Иванова Анна"});
  ASSERT_TRUE(vault_.read(uuid{1, 1}, 1).has_value());  // its key is open now
  auto const bytes = rows_.sealed_.at({uuid{1, 1}, 1});
  rows_.erase(uuid{1, 1});
  vault_.forget(uuid{1, 1});
  rows_.sealed_[{uuid{1, 1}, 1}] = bytes;  // somebody had a copy
  EXPECT_EQ(error_kind::kNotFound, vault_.read(uuid{1, 1}, 1).error().kind_);
  EXPECT_THAT(find({.name_ = "Иванова"}), IsEmpty());
}

TEST_F(whole_vault, finds_by_parts_and_in_other_spellings) {
  keep(uuid{1, 1}, 1, {.name_ = "Щербаков Сергей Петрович", .birth_year_ = 1956, .address_ = "ул. Мира, 12"});
  keep(uuid{1, 2}, 1, {.name_ = "Щербакова Анна Ивановна", .birth_year_ = 1960, .phone_ = "8 915 555-01-47"});
  keep(uuid{1, 3}, 1, {.name_ = "Жуков Сергей"});
  EXPECT_THAT(find({.name_ = "Shcherbakov Serhii"}), ElementsAre(uuid{1, 1}, uuid{1, 3}, uuid{1, 2}));
  EXPECT_THAT(find({.name_ = "Кузнецов"}), IsEmpty());
  EXPECT_THAT(find({.name_ = "Щербакова"})[0], (uuid{1, 2}));
  EXPECT_THAT(find({.name_ = "Щерб", .birth_year_ = 1960})[0], (uuid{1, 2}));
  EXPECT_THAT(find({.name_ = "Щерб", .birth_year_ = 1956})[0], (uuid{1, 1}));
  EXPECT_THAT(find({.name_ = "Щербаков", .place_ = "Mira"})[0], (uuid{1, 1}));
  EXPECT_THAT(find({.phone_ = "+7 (915) 5550147"}), ElementsAre(uuid{1, 2}));
  EXPECT_THAT(find({.phone_ = "555-01-47"}), ElementsAre(uuid{1, 2}));
  EXPECT_EQ(0U, vault_.search({.name_ = "Анна"})->found_[0].cost_);
}

TEST_F(whole_vault, asks_for_something_to_look_for) {
  auto const refused = vault_.search({.name_ = " - ", .birth_year_ = 1990});
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().sentence_, HasSubstr("Say at least a part of a name"));
}

TEST_F(whole_vault, goes_on_when_a_record_is_damaged_and_says_so) {
  keep(uuid{1, 1}, 1, {.name_ = "Иванова Анна"});
  keep(uuid{1, 2}, 1, {.name_ = "Иванова Ольга"});
  rows_.sealed_.at({uuid{1, 1}, 1}).back() ^= 1;
  auto const r = vault_.search({.name_ = "Иванова"});
  ASSERT_TRUE(r.has_value());
  EXPECT_EQ(1U, r->found_.size());
  EXPECT_EQ(1U, r->unreadable_);
  rows_.is_broken_ = true;
  EXPECT_EQ(error_kind::kStorage, vault_.search({.name_ = "Иванова"}).error().kind_);
}

TEST_F(whole_vault, suspects_the_same_subject_with_reasons) {
  keep(uuid{1, 1}, 1,
       {.name_ = "Щербакова Анна Ивановна",
        .birth_year_ = 1956,
        .phone_ = "8 915 555-01-47",
        .address_ = "ул. Мира, 12"});
  auto const why = [&](personal const& p) {
    auto const d = vault_.duplicates(p);
    return d->empty() ? std::vector<likeness>{} : d->front().why_;
  };
  EXPECT_THAT(why({.name_ = "Shcherbakova Anna", .birth_year_ = 1956}),
              ElementsAre(likeness::kLikeName, likeness::kSameBirthYear));
  EXPECT_THAT(why({.name_ = "Shcherbakova Hanna", .address_ = "Мира 12"}),
              ElementsAre(likeness::kLikeName, likeness::kLikeAddress));
  EXPECT_THAT(why({.name_ = "Кузнецов Пётр", .phone_ = "+7 915 5550147"}), ElementsAre(likeness::kSamePhone));
  EXPECT_THAT(why({.name_ = "Щербакова Анна", .birth_year_ = 1990, .address_ = "Мира 14"}), IsEmpty());
  EXPECT_THAT(why({.name_ = "Кузнецов Пётр", .birth_year_ = 1956, .address_ = "ул. Мира, 12"}), IsEmpty());
  EXPECT_THAT(*vault_.duplicates({.name_ = "Щербакова Анна", .birth_year_ = 1956}, uuid{1, 1}), IsEmpty());
}

TEST_F(whole_vault, does_not_suspect_thirty_neighbours_on_one_phone) {
  for (auto i = std::uint64_t{0}; i != 30; ++i) {
    keep(uuid{1, i + 1}, 1, {.name_ = std::string(i + 3, static_cast<char>('a' + i % 7)), .phone_ = "8 915 555-01-47"});
  }
  EXPECT_THAT(*vault_.duplicates({.name_ = "Кузнецов Пётр", .phone_ = "8 915 555-01-47"}), IsEmpty());
}

TEST_F(whole_vault, refuses_what_is_no_record_and_tokens_that_are_none) {
  EXPECT_FALSE(vault_.seal(uuid{1, 1}, 1, {.birth_year_ = 12}).has_value());
  EXPECT_FALSE(vault_.index(uuid{1, 1}, 1, "x").has_value());
}

}  // namespace
}  // namespace leeward::vault
