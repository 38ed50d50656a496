#include "vault/index.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vault/in_memory_rows.h"

namespace leeward::vault {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct blind : testing::Test {
  std::vector<token> of(personal const& p) const { return tokens_of(key_, p); }

  std::vector<uuid> best(query const& q, std::size_t const most = 10) const {
    auto all = std::vector<uuid>{};
    for (auto const& hit : index_.best(tokens_of(key_, q), most)) {
      all.push_back(hit.subject_);
    }
    return all;
  }

  secret key_{a_key("index")};
  blind_index index_;
};

TEST_F(blind, tokens_are_the_same_for_all_spellings_and_only_with_the_same_key) {
  auto const a = of({.name_ = "Щербаков Сергей", .phone_ = "8 915 555-01-47"});
  EXPECT_EQ(a, of({.name_ = "SHCHERBAKOV, Serhii", .phone_ = "+79155550147"}));
  EXPECT_EQ(of({.name_ = "Елена"}), of({.name_ = "Олена"}));
  EXPECT_NE(a, tokens_of(a_key("other"), personal{.name_ = "Щербаков Сергей", .phone_ = "8 915 555-01-47"}));
  EXPECT_THAT(of({.text_ = "we are afraid"}), IsEmpty());
}

TEST_F(blind, tokens_are_shared_by_many_so_that_they_tell_little) {
  auto years = std::set<token>{};
  for (auto year = std::uint16_t{1900}; year != 2020; ++year) {
    years.insert(of({.birth_year_ = year})[0]);
  }
  EXPECT_LE(years.size(), 64U);
  auto phones = std::set<token>{};
  for (auto i = 0; i != 100'000; ++i) {
    phones.insert(of({.phone_ = fmt::format("+7915{:07}", i)})[0]);
  }
  EXPECT_LT(phones.size(), 97'000U);  // with 20 bits some 95,000 are different
}

TEST_F(blind, tokens_come_back_as_they_were_packed) {
  auto const all = of({.name_ = "Щербаков Сергей", .birth_year_ = 1956, .address_ = "Мира 12"});
  EXPECT_EQ(all, *unpack_tokens(pack(all)));
  EXPECT_TRUE(std::ranges::is_sorted(all));
  EXPECT_FALSE(unpack_tokens("abc").has_value());
  EXPECT_FALSE(unpack_tokens(std::string(8, '\0')).has_value());          // twice the same
  EXPECT_FALSE(unpack_tokens(std::string{"\0\0\0\x09", 4}).has_value());  // of a kind that there is not
}

TEST_F(blind, tokens_are_bounded) {
  auto long_name = std::string{};
  for (auto i = 0; i != 500; ++i) {
    long_name += fmt::format("n{} ", i);
  }
  EXPECT_THAT(of({.name_ = long_name}), SizeIs(kMostTokens));
}

TEST_F(blind, finds_the_likest_first) {
  index_.put(uuid{1, 1}, 1, of({.name_ = "Щербаков Сергей"}));
  index_.put(uuid{1, 2}, 1, of({.name_ = "Щербакова Анна"}));
  index_.put(uuid{1, 3}, 1, of({.name_ = "Иванов Пётр"}));
  EXPECT_THAT(best({.name_ = "Shcherbakov Sergey"}), ElementsAre(uuid{1, 1}, uuid{1, 2}, uuid{1, 3}));
  EXPECT_THAT(best({.name_ = "Shcherbakov Sergey"}, 1), ElementsAre(uuid{1, 1}));
  EXPECT_THAT(best({.name_ = "Ivonov"}, 1), ElementsAre(uuid{1, 3}));
  EXPECT_EQ(3U, index_.size());
}

TEST_F(blind, finds_the_newest_version_only) {
  index_.put(uuid{1, 1}, 1, of({.name_ = "Иванова"}));
  index_.put(uuid{1, 1}, 2, of({.name_ = "Кузнецова"}));
  index_.put(uuid{1, 1}, 1, of({.name_ = "Иванова"}));
  EXPECT_THAT(best({.name_ = "Иванов"}), IsEmpty());
  auto const hits = index_.best(of({.name_ = "Кузнецова"}), 10);
  ASSERT_EQ(1U, hits.size());
  EXPECT_EQ(2U, hits[0].version_);
  EXPECT_EQ(1U, index_.size());
}

TEST_F(blind, finds_nobody_who_was_erased) {
  index_.put(uuid{1, 1}, 1, of({.name_ = "Иванова"}));
  index_.erase(uuid{1, 1});
  index_.erase(uuid{1, 2});
  EXPECT_THAT(best({.name_ = "Иванова"}), IsEmpty());
  EXPECT_EQ(0U, index_.size());
}

}  // namespace
}  // namespace leeward::vault
