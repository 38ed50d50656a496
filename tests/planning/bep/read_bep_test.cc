#include <string>

#include <gtest/gtest.h>

#include "planning/bep/instance.h"

namespace leeward::planning {

namespace {

// Two yards, two points, one shelter.
constexpr auto const* kFine = "3 10\n2 1 2\n2 35 30 5\n1 49 49\n\n1 4 5\n2 6 7\n\n1 8\n2 9\n";

std::string replaced(std::string const& what, std::string const& with) {
  auto text = std::string{kFine};
  return text.replace(text.find(what), what.size(), with);
}

std::string refusal(std::string const& text) {
  auto const b = read_bep(text, "x.txt");
  return b ? "accepted" : b.error().sentence_;
}

}  // namespace

TEST(read_bep, reads_what_stands_there) {
  auto const b = read_bep(kFine, "x.txt");
  ASSERT_TRUE(b) << b.error().sentence_;
  EXPECT_EQ(10, b->capacity_);
  EXPECT_EQ((std::vector<std::int64_t>{1, 2}), b->buses_);
  EXPECT_EQ((std::vector<std::int64_t>{30, 5}), b->demand_);
  EXPECT_EQ((std::vector<std::int64_t>{49}), b->room_);
  EXPECT_EQ((std::vector<std::int64_t>{4, 5, 6, 7}), b->from_yard_);
  EXPECT_EQ((std::vector<std::int64_t>{8, 9}), b->between_);
  EXPECT_EQ(3, loads_at(*b, 0));
  EXPECT_EQ(1, loads_at(*b, 1));
  EXPECT_EQ(4, loads_into(*b, 0));
}

TEST(read_bep, refuses_a_file_cut_anywhere) {
  auto const text = std::string{kFine};
  for (auto n = std::size_t{0}; n + 2 < text.size(); ++n) {
    EXPECT_NE("accepted", refusal(text.substr(0, n))) << n;
  }
  EXPECT_EQ("x.txt: the file ends before the time from pickup point 2 to shelter 1; it may be cut",
            refusal(text.substr(0, text.size() - 2)));
  EXPECT_EQ("x.txt: the file ends before the number of buses; it may be cut", refusal(""));
}

TEST(read_bep, names_the_number_that_is_wrong) {
  EXPECT_EQ("x.txt: line 7: the time from yard 2 to pickup point 2 is \"7.5\", must be a whole number, 0 to 1000000000",
            refusal(replaced("6 7", "6 7.5")));
  EXPECT_EQ(
      "x.txt: line 9: the time from pickup point 1 to shelter 1 is \"-8\", must be a whole number, 0 to 1000000000",
      refusal(replaced("1 8", "1 -8")));
  EXPECT_EQ("x.txt: line 7: the number of yard 2 is \"3\", must be a whole number, 2 to 2",
            refusal(replaced("2 6 7", "3 6 7")));
  EXPECT_EQ("x.txt: line 1: the number of buses is \"0\", must be a whole number, 1 to 10000",
            refusal(replaced("3 10", "0 10")));
  EXPECT_EQ("x.txt: line 1: the capacity of a bus is \"0\", must be a whole number, 1 to 100000000",
            refusal(replaced("3 10", "3 0")));
}

TEST(read_bep, refuses_sums_that_do_not_agree) {
  EXPECT_EQ("x.txt: line 2: the number of buses is 3, but its parts add up to 4", refusal(replaced("2 1 2", "2 2 2")));
  EXPECT_EQ("x.txt: line 3: the number of people is 35, but its parts add up to 36",
            refusal(replaced("35 30 5", "35 30 6")));
  EXPECT_EQ("x.txt: line 4: the room of all shelters is 49, but its parts add up to 50",
            refusal(replaced("49 49", "49 50")));
}

TEST(read_bep, refuses_what_is_too_much) {
  auto longer = std::string{kFine};
  longer += " 4";
  EXPECT_EQ("x.txt: line 11: \"4\" stands after the last time; the sizes at the head must say how many there are",
            refusal(longer));
  EXPECT_EQ("x.txt: 4 bus loads wait, but the shelters take only 3 full ones", refusal(replaced("49 49", "39 39")));
}

}  // namespace leeward::planning
