#include "base/text/normalise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text/transliterate.h"

namespace leeward {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(normalise, leaves_letters_and_digits_in_one_case) {
  EXPECT_EQ("ул мира 12 кв 3", normalise("  УЛ. Мира, 12 – кв.3\n"));
  EXPECT_EQ("strasse 5", normalise("Straße ５"));
  EXPECT_EQ("", normalise(" …—!"));
}

TEST(normalise, takes_apart_and_together_what_looks_alike) {
  EXPECT_EQ(normalise("й"), normalise("и\xCC\x86"));      // one character or two
  EXPECT_EQ(normalise("Мир"), normalise("Ми\xCC\x81р"));  // with the stress
  EXPECT_EQ("демяненко", normalise("Дем’яненко"));
  EXPECT_EQ("демяненко", normalise("Дем'яненко"));
  EXPECT_EQ("a b", normalise("'a' 'b'"));
}

TEST(normalise, takes_no_utf8_for_a_space) {
  EXPECT_EQ("a b", normalise("a\xFF\xFE"
                             "b"));
}

TEST(normalise, gives_words) {
  EXPECT_THAT(words_of("Анна-Мария, Петрова"), ElementsAre("анна", "мария", "петрова"));
  EXPECT_THAT(words_of(" , "), IsEmpty());
}

TEST(transliterate, reads_as_on_a_road_sign) {
  EXPECT_EQ("shcherbakova", to_latin("Щербакова"));
  EXPECT_EQ("bus 7", to_latin("Bus 7"));
}

}  // namespace
}  // namespace leeward
