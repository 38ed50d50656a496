#include "tickets/code_word.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tickets/words.h"

namespace leeward::tickets {
namespace {

// Letters, not bytes: a Cyrillic one has two.
std::u32string letters(std::string_view const text) {
  auto out = std::u32string{};
  for (auto const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) {
      out.back() = (out.back() << 6U) | (byte & 0x3FU);
    } else {
      out += byte < 0x80U ? char32_t{byte} : char32_t{byte & 0x1FU};
    }
  }
  return out;
}

// How many letters have to be put in, taken out or changed (Levenshtein).
std::size_t distance(std::u32string const& a, std::u32string const& b) {
  auto row = std::vector<std::size_t>(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (auto i = std::size_t{0}; i != a.size(); ++i) {
    auto before = row[0];
    row[0] = i + 1;
    for (auto j = std::size_t{0}; j != b.size(); ++j) {
      auto const changed = before + (a[i] == b[j] ? 0 : 1);
      before = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, before + 1});
    }
  }
  return row.back();
}

void expect_far_apart(std::vector<std::u32string> const& words, std::string_view const alphabet) {
  auto const allowed = letters(alphabet);
  for (auto i = std::size_t{0}; i != words.size(); ++i) {
    EXPECT_GE(words[i].size(), 3U) << i;
    EXPECT_LE(words[i].size(), 10U) << i;
    EXPECT_EQ(std::u32string::npos, words[i].find_first_not_of(allowed)) << i;
    for (auto j = std::size_t{0}; j != i; ++j) {
      EXPECT_GT(distance(words[i], words[j]), 2U) << i << " and " << j;
    }
  }
}

TEST(code_word, no_word_is_another_with_two_letters_changed) {
  auto ru = std::vector<std::u32string>{};
  auto en = std::vector<std::u32string>{};
  for (auto const& w : kWords) {
    ru.push_back(letters(w.ru_));
    en.push_back(letters(w.en_));
  }
  EXPECT_EQ(3U, distance(U"kitten", U"sitting"));
  expect_far_apart(ru, "абвгдежзийклмнопрстуфхцчшщъыьэюя");  // without ё, which is written е or ё
  expect_far_apart(en, "abcdefghijklmnopqrstuvwxyz");
}

TEST(code_word, tells_nothing_of_its_neighbours_and_is_another_with_another_key_or_operation) {
  auto const operation = operation_id{{1, 2}};
  auto const key = signing_key{{7}};
  auto first = std::map<int, int>{};
  auto same = 0;
  auto const households = std::uint64_t{25'600};
  for (auto i = std::uint64_t{0}; i != households; ++i) {
    auto const w = code_word_of(key, operation, {{3, i}});
    EXPECT_NE(w.words_[0], w.words_[1]);
    EXPECT_EQ(w, code_word_of(key, operation, {{3, i}}));
    ++first[w.words_[0]];
    same += w == code_word_of({{8}}, operation, {{3, i}}) ? 1 : 0;
    same += w == code_word_of(key, {{1, 3}}, {{3, i}}) ? 1 : 0;
  }
  // Each word leads about 100 times; five standard deviations are 50.
  EXPECT_EQ(kWords.size(), first.size());
  for (auto const& [word, n] : first) {
    EXPECT_NEAR(100, n, 50) << word;
  }
  EXPECT_LT(same, 10);  // by chance 0.8
}

}  // namespace
}  // namespace leeward::tickets
