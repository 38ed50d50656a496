#include "base/problems.h"

#include <gtest/gtest.h>

namespace leeward {

TEST(problems, become_one_error_with_a_line_each) {
  auto wrong = problems{"scenario.json"};
  EXPECT_TRUE(wrong.empty());
  wrong.add("households[0].persons", "is 0, must be at least 1");
  wrong.add("", "has no vehicles");
  EXPECT_FALSE(wrong.empty());
  auto const e = wrong.to_error().value();
  EXPECT_EQ(e.kind_, error_kind::kInvalidInput);
  EXPECT_EQ(e.sentence_,
            "scenario.json: households[0].persons: is 0, must be at least 1\nscenario.json: has no vehicles");
  EXPECT_EQ(e.field_, "households[0].persons");
}

TEST(problems, know_what_they_mention) {
  auto wrong = problems{"x"};
  EXPECT_FALSE(wrong.mentions(""));
  wrong.add("closures[2].id", "is empty");
  EXPECT_TRUE(wrong.mentions("closures"));
  EXPECT_TRUE(wrong.mentions("closures[2].id"));
  EXPECT_FALSE(wrong.mentions("closures[1]"));
  EXPECT_FALSE(wrong.mentions("d"));
}

TEST(problems, beyond_fifty_are_counted) {
  auto wrong = problems{"x"};
  for (auto i = 0; i != 50; ++i) {
    wrong.add("", "y");
  }
  EXPECT_TRUE(wrong.to_error().value().sentence_.ends_with("x: y"));
  wrong.add("", "y");
  EXPECT_TRUE(wrong.to_error().value().sentence_.ends_with("x: y\n… and 1 more"));
}

}  // namespace leeward
