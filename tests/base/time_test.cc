#include "base/time.h"

#include <gtest/gtest.h>

namespace leeward {

namespace {

std::string error_of(std::string_view const text) {
  auto const r = parse_instant(text);
  return r ? "no error" : r.error().sentence_;
}

}  // namespace

TEST(time, reads_rfc_3339) {
  EXPECT_EQ(parse_instant("1970-01-01T00:00:00Z")->unix_s_, 0);
  EXPECT_EQ(parse_instant("2024-01-05T08:00:00+03:00")->unix_s_, 1'704'430'800);
  EXPECT_EQ(parse_instant("2024-01-04T21:30:00-07:30")->unix_s_, 1'704'430'800);
  EXPECT_EQ(parse_instant("2024-01-05t05:00:00z")->unix_s_, 1'704'430'800);
  EXPECT_EQ(parse_instant("2024-01-05 05:00:00Z")->unix_s_, 1'704'430'800);
  EXPECT_EQ(parse_instant("2024-02-29T00:00:00Z")->unix_s_, 1'709'164'800);
  EXPECT_EQ(parse_instant("1969-12-31T23:59:59Z")->unix_s_, -1);
}

TEST(time, fractions_of_a_second_are_cut_off) {
  EXPECT_EQ(parse_instant("1970-01-01T00:00:01.999Z")->unix_s_, 1);
  EXPECT_EQ(error_of("1970-01-01T00:00:01.Z"),
            "\"1970-01-01T00:00:01.Z\" is not a time; write it as in 2024-01-05T08:00:00+03:00");
}

TEST(time, a_time_without_a_zone_is_refused) {
  EXPECT_EQ(error_of("2024-01-05T08:00:00"),
            "\"2024-01-05T08:00:00\" has no zone; write Z or an offset, as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of("2024-01-05T08:00:00 MSK"),
            "\"2024-01-05T08:00:00 MSK\" has no valid zone; write Z or an offset, as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of("2024-01-05T08:00:00+0300"),
            "\"2024-01-05T08:00:00+0300\" has no valid zone; write Z or an offset, as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of("2024-01-05T08:00:00+24:00"),
            "\"2024-01-05T08:00:00+24:00\" has no valid zone; write Z or an offset, as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of("2024-01-05T08:00:00Zulu"),
            "\"2024-01-05T08:00:00Zulu\" has no valid zone; write Z or an offset, as in 2024-01-05T08:00:00+03:00");
}

TEST(time, days_and_hours_that_are_not_are_refused) {
  EXPECT_EQ(error_of("2023-02-29T08:00:00Z"), "\"2023-02-29T08:00:00Z\": the calendar has no 2023-02-29");
  EXPECT_EQ(error_of("2024-13-01T08:00:00Z"), "\"2024-13-01T08:00:00Z\": the calendar has no 2024-13-01");
  EXPECT_EQ(error_of("2024-01-05T24:00:00Z"), "\"2024-01-05T24:00:00Z\": the day has no 24:00:00");
  EXPECT_EQ(error_of("2024-01-05T08:61:00Z"), "\"2024-01-05T08:61:00Z\": the day has no 08:61:00");
  EXPECT_EQ(error_of("0001-01-01T00:00:00+00:01"), "\"0001-01-01T00:00:00+00:01\": must lie in the years 0001 to 9999");
}

TEST(time, leap_seconds_are_explained) {
  EXPECT_EQ(error_of("2016-12-31T23:59:60Z"),
            "\"2016-12-31T23:59:60Z\": a leap second cannot be kept; write second 59 or the next minute");
}

TEST(time, other_text_is_refused) {
  EXPECT_EQ(error_of(""), "\"\" is not a time; write it as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of("5 January"), "\"5 January\" is not a time; write it as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of("2024-01-05T08:00Z"),
            "\"2024-01-05T08:00Z\" is not a time; write it as in 2024-01-05T08:00:00+03:00");
  EXPECT_EQ(error_of(std::string(41, '2')),
            "a text of 41 bytes is not a time; write it as in 2024-01-05T08:00:00+03:00");
}

TEST(time, is_written_in_utc) {
  EXPECT_EQ(to_string(instant{1'704'430'800}), "2024-01-05T05:00:00Z");
  EXPECT_EQ(to_string(instant{-1}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_string(instant{-62'135'596'800}), "0001-01-01T00:00:00Z");
  EXPECT_EQ(to_string(instant{253'402'300'799}), "9999-12-31T23:59:59Z");
}

}  // namespace leeward
