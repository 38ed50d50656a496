#include "report/text.h"

#include <gtest/gtest.h>

namespace leeward::report {
namespace {

TEST(escaped, leaves_nothing_that_html_would_read) {
  EXPECT_EQ(escaped(R"(<b a="x" b='y'> & Площадь)"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt; &amp; Площадь");
}

TEST(grouped, separates_thousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(12'345'678), "12,345,678");
  EXPECT_EQ(grouped(-100), "-100");
  EXPECT_EQ(grouped(-1'000), "-1,000");
}

TEST(shown_between, is_what_subtracting_the_clock_times_gives) {
  auto const at = [](std::int64_t const h, std::int64_t const min, std::int64_t const s) {
    return instant{1'704'412'800 + h * 3'600 + min * 60 + s};
  };
  EXPECT_EQ(shown_between(at(3, 25, 1), at(10, 28, 59)), seconds{7 * 3'600 + 3 * 60});
  EXPECT_EQ(shown_between(at(3, 25, 59), at(3, 25, 1)), seconds{0});
  EXPECT_EQ(shown_between(at(3, 26, 0), at(3, 25, 59)), seconds{-60});
}

TEST(in_words, rounds_to_minutes) {
  EXPECT_EQ(in_words(seconds{20}), "less than a minute");
  EXPECT_EQ(in_words(seconds{12 * 60 + 29}), "12 min");
  EXPECT_EQ(in_words(seconds{12 * 60 + 30}), "13 min");
  EXPECT_EQ(in_words(seconds{3 * 3'600 + 5 * 60}), "3 h 05 min");
}

TEST(counted, takes_the_word_of_the_number) {
  EXPECT_EQ(counted(1, "person", "people"), "1 person");
  EXPECT_EQ(counted(0, "person", "people"), "0 people");
  EXPECT_EQ(counted(2'000, "person", "people"), "2,000 people");
}

TEST(kilometres, gives_a_decimal_where_it_matters) {
  EXPECT_EQ(kilometres(metres{3'449}), "3.4 km");
  EXPECT_EQ(kilometres(metres{84'210'500}), "84,211 km");
}

TEST(report_clock, says_its_zone) {
  EXPECT_EQ(clock{}.zone(), "UTC");
  EXPECT_EQ(clock{seconds{3 * 3'600}}.zone(), "UTC+03:00");
  EXPECT_EQ(clock{seconds{-(3 * 3'600 + 1'800)}}.zone(), "UTC-03:30");
}

// 2024-01-05 was a Friday.
TEST(report_clock, reads_in_its_zone) {
  auto const evening = parse_instant("2024-01-05T22:30:00Z").value();
  EXPECT_EQ(clock{}.time(evening), "22:30");
  EXPECT_EQ(clock{}.day_and_time(evening), "Fri 5 January, 22:30");
  EXPECT_EQ(clock{seconds{3 * 3'600}}.day_and_time(evening), "Sat 6 January, 01:30");
  EXPECT_EQ(clock{seconds{3 * 3'600}}.day(evening), "Saturday 6 January 2024");
}

}  // namespace
}  // namespace leeward::report
