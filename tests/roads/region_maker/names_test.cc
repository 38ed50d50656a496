#include "roads/region_maker/names.h"

#include <string>

#include <gtest/gtest.h>

namespace leeward::roads::made {
namespace {

TEST(names, transliteration_follows_bgn_without_its_signs) {
  EXPECT_EQ(transliterated("Щербаковский переулок"), "Shcherbakovskiy pereulok");
  EXPECT_EQ(transliterated("улица Есенина"), "ulitsa Yesenina");
  EXPECT_EQ(transliterated("Подъездная"), "Podyezdnaya");
  EXPECT_EQ(transliterated("Заречье"), "Zarechye");
  EXPECT_EQ(transliterated("Новоозёрск"), "Novoozyorsk");
  EXPECT_EQ(transliterated("2-й Жемчужный проезд"), "2-y Zhemchuzhnyy proyezd");
  EXPECT_EQ(transliterated("Школа № 12"), "Shkola № 12");
  EXPECT_EQ(transliterated(""), "");
}

TEST(names, adjectives_take_the_gender_of_the_street) {
  EXPECT_EQ(in_gender("Садовый", gender::kMasculine), "Садовый");
  EXPECT_EQ(in_gender("Садовый", gender::kFeminine), "Садовая");
  EXPECT_EQ(in_gender("Речной", gender::kFeminine), "Речная");
  EXPECT_EQ(in_gender("Летний", gender::kFeminine), "Летняя");
  EXPECT_EQ(in_gender("Майский", gender::kFeminine), "Майская");
  EXPECT_EQ(in_gender("Тихий", gender::kFeminine), "Тихая");
  EXPECT_EQ(in_gender("Цветущий", gender::kFeminine), "Цветущая");
  EXPECT_EQ(in_gender("Охотничий", gender::kFeminine), "Охотничья");
  EXPECT_EQ(in_gender("Заречный", gender::kNeuter), "Заречное");
  EXPECT_EQ(in_gender("Дальний", gender::kNeuter), "Дальнее");
}

}  // namespace
}  // namespace leeward::roads::made
