#include "base/csv.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward {

namespace {

using testing::ElementsAre;

std::string error_of(std::string_view const text) {
  auto const r = read_csv(text, "points.csv");
  return r ? "no error" : r.error().sentence_;
}

}  // namespace

TEST(csv, reads_rows_under_their_header) {
  auto const t = read_csv("name, lat ,lon\nA,49.41,8.69\n\nB,,\n", "points.csv");
  ASSERT_TRUE(t) << t.error().sentence_;
  EXPECT_THAT(t->header_, ElementsAre("name", "lat", "lon"));
  ASSERT_EQ(t->rows_.size(), 2U);
  EXPECT_EQ(t->rows_[0].line_, 2U);
  EXPECT_THAT(t->rows_[0].fields_, ElementsAre("A", "49.41", "8.69"));
  EXPECT_EQ(t->rows_[1].line_, 4U);
  EXPECT_THAT(t->rows_[1].fields_, ElementsAre("B", "", ""));
  EXPECT_EQ(t->column("lon"), 2U);
  EXPECT_EQ(t->column("Lon"), std::nullopt);
}

TEST(csv, reads_what_spreadsheets_write) {
  auto const t = read_csv("\xEF\xBB\xBFname;note\r\n\"Halle; \"\"Nord\"\"\";\"two\r\nlines\"\r\nx;y\r\n", "points.csv");
  ASSERT_TRUE(t) << t.error().sentence_;
  EXPECT_THAT(t->header_, ElementsAre("name", "note"));
  ASSERT_EQ(t->rows_.size(), 2U);
  EXPECT_THAT(t->rows_[0].fields_, ElementsAre("Halle; \"Nord\"", "two\r\nlines"));
  EXPECT_EQ(t->rows_[1].line_, 4U);
  EXPECT_THAT(t->rows_[1].fields_, ElementsAre("x", "y"));
}

TEST(csv, a_semicolon_is_text_where_the_header_has_commas) {
  auto const t = read_csv("a,b;c\n1;2,3\n", "points.csv");
  ASSERT_TRUE(t) << t.error().sentence_;
  EXPECT_THAT(t->header_, ElementsAre("a", "b;c"));
  EXPECT_THAT(t->rows_[0].fields_, ElementsAre("1;2", "3"));
}

TEST(csv, separators_in_quotes_do_not_count) {
  auto const semicolons = read_csv("\"a,b\";c\n1;2\n", "points.csv");
  ASSERT_TRUE(semicolons) << semicolons.error().sentence_;
  EXPECT_THAT(semicolons->header_, ElementsAre("a,b", "c"));
  auto const commas = read_csv("\"a;\nb\",c\n1,2\n", "points.csv");
  ASSERT_TRUE(commas) << commas.error().sentence_;
  EXPECT_THAT(commas->header_, ElementsAre("a;\nb", "c"));
  EXPECT_THAT(read_csv("a;b", "points.csv")->header_, ElementsAre("a", "b"));
}

TEST(csv, the_last_line_needs_no_break) {
  EXPECT_THAT(read_csv("a,b\n1,2", "x")->rows_[0].fields_, ElementsAre("1", "2"));
  EXPECT_THAT(read_csv("a,b\n1,2\r", "x")->rows_[0].fields_, ElementsAre("1", "2"));
  EXPECT_THAT(read_csv("a,b\n1,\"\"", "x")->rows_[0].fields_, ElementsAre("1", ""));
  EXPECT_THAT(read_csv("a,b\n1,", "x")->rows_[0].fields_, ElementsAre("1", ""));
}

TEST(csv, says_all_that_is_wrong_with_its_lines) {
  EXPECT_EQ(error_of("a,b,a\n1,2\n1,2,3\n\"x\ny\" z,2,3\n4\"5,1,1\n,,,\n\"open,1,2\n\n"),
            "points.csv: line 1: names the column \"a\" twice\n"
            "points.csv: line 2: has 2 fields, must have 3 like the header\n"
            "points.csv: line 4: has text behind a closing quote\n"
            "points.csv: line 6: has a quote inside a field that does not begin with one\n"
            "points.csv: line 7: has 4 fields, must have 3 like the header\n"
            "points.csv: line 8: has a quoted field that is never closed");
}

TEST(csv, needs_a_header) {
  EXPECT_EQ(error_of(""), "points.csv: is empty, must have a header line");
  EXPECT_EQ(error_of("\r\n\n"), "points.csv: is empty, must have a header line");
  EXPECT_EQ(error_of("\"a\n1"), "points.csv: line 1: has a quoted field that is never closed");
}

TEST(csv, fields_and_columns_are_bounded) {
  EXPECT_EQ(error_of("a\n" + std::string(65'537, 'x')), "points.csv: line 2: has a field of more than 65536 bytes");
  EXPECT_EQ(error_of(std::string(1'000, ',')), "points.csv: line 1: has more than 1000 fields");
}

TEST(csv, writes_what_it_reads) {
  auto text = std::string{};
  append_csv(text, std::array<std::string_view, 3>{"name", "a,b", "x;y"});
  append_csv(text, std::array<std::string_view, 3>{"say \"hi\"", "two\nlines", ""});
  EXPECT_EQ(text, "name,\"a,b\",x;y\n\"say \"\"hi\"\"\",\"two\nlines\",\n");
  auto const t = read_csv(text, "again.csv");
  ASSERT_TRUE(t) << t.error().sentence_;
  EXPECT_THAT(t->rows_[0].fields_, ElementsAre("say \"hi\"", "two\nlines", ""));
}

}  // namespace leeward
