#include "base/text/edit_distance.h"

#include <string>

#include <gtest/gtest.h>

namespace leeward {
namespace {

TEST(edit_distance, counts_single_steps) {
  EXPECT_EQ(0U, edit_distance("ivanov", "ivanov", 3));
  EXPECT_EQ(1U, edit_distance("ivanov", "ivnov", 3));    // dropped
  EXPECT_EQ(1U, edit_distance("ivanov", "ivanoov", 3));  // doubled
  EXPECT_EQ(1U, edit_distance("ivanov", "ivatov", 3));   // replaced
  EXPECT_EQ(1U, edit_distance("ivanov", "iavnov", 3));   // swapped
  EXPECT_EQ(3U, edit_distance("ca", "abc", 5));          // no letter is touched twice
  EXPECT_EQ(4U, edit_distance("", "abcd", 4));
}

TEST(edit_distance, stops_at_its_bound) {
  EXPECT_EQ(3U, edit_distance("ivanov", "petrenko", 2));
  EXPECT_EQ(3U, edit_distance("a", "abcd", 2));
  EXPECT_EQ(1U, edit_distance("a", "b", 0));
}

TEST(edit_distance, leaves_out_what_is_beyond_its_length) {
  auto const same = std::string(kMostCompared, 'a');
  EXPECT_EQ(0U, edit_distance(same + "x", same + "yyyyyyyyyy", 1));
}

}  // namespace
}  // namespace leeward
