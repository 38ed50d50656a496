#include "roads/closures/closure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/closures/closures_file.h"
#include "roads/closures/fold_case.h"

namespace leeward::roads {
namespace {

using testing::AllOf;
using testing::HasSubstr;

instant moment(std::string_view const text) { return parse_instant(text).value(); }

TEST(closure, holds_from_its_first_second_until_before_its_last) {
  auto c = closure{};
  c.from_ = moment("2024-01-05T08:00:00Z");
  c.to_ = moment("2024-01-05T10:00:00Z");
  EXPECT_FALSE(holds(c, moment("2024-01-05T07:59:59Z")));
  EXPECT_TRUE(holds(c, moment("2024-01-05T08:00:00Z")));
  EXPECT_TRUE(holds(c, moment("2024-01-05T12:59:59+03:00")));
  EXPECT_FALSE(holds(c, moment("2024-01-05T10:00:00Z")));
}

TEST(closure, without_a_time_only_those_without_dates_hold) {
  auto open_ended = closure{};
  open_ended.from_ = moment("2024-01-05T08:00:00Z");
  EXPECT_FALSE(holds(open_ended, std::nullopt));
  EXPECT_TRUE(holds(open_ended, moment("2030-01-01T00:00:00Z")));
  EXPECT_TRUE(holds(closure{}, std::nullopt));
  EXPECT_TRUE(holds(closure{}, moment("2024-01-05T08:00:00Z")));
}

TEST(closures_file, reads_every_field) {
  auto const all = parse_closures(R"({"closures": [
    {"id": "bridge", "reason": "shelling", "ways": [4711, 4712], "direction": "forward", "vehicles": ["coach"],
     "from": "2024-01-05T08:00:00+03:00", "to": "2024-01-06T08:00:00+03:00"},
    {"id": "ice", "name": "B 3", "speed_percent": 30},
    {"id": "square", "area": [{"lat": 49.0, "lon": 8.0}, {"lat": 49.1, "lon": 8.0}, {"lat": 49.1, "lon": 8.1}]},
    {"id": "here", "near": {"lat": 49.41, "lon": 8.69}, "direction": "backward"}]})",
                                  "c.json");
  ASSERT_TRUE(all.has_value()) << all.error().sentence_;
  ASSERT_EQ(4U, all->size());
  EXPECT_EQ("bridge", (*all)[0].id_);
  EXPECT_EQ("shelling", (*all)[0].reason_);
  EXPECT_THAT((*all)[0].ways_, testing::Optional(testing::ElementsAre(4711, 4712)));
  EXPECT_EQ(closed_direction::kForward, (*all)[0].direction_);
  EXPECT_THAT((*all)[0].vehicles_, testing::ElementsAre("coach"));
  EXPECT_EQ(moment("2024-01-05T05:00:00Z"), (*all)[0].from_);
  EXPECT_EQ(moment("2024-01-06T05:00:00Z"), (*all)[0].to_);
  EXPECT_EQ(0, (*all)[0].speed_percent_);
  EXPECT_EQ("B 3", (*all)[1].name_);
  EXPECT_EQ(30, (*all)[1].speed_percent_);
  EXPECT_EQ(closed_direction::kBoth, (*all)[1].direction_);
  ASSERT_TRUE((*all)[2].area_.has_value());
  EXPECT_EQ((position{491'000'000, 81'000'000}), (*all)[2].area_->back());
  EXPECT_EQ((position{494'100'000, 86'900'000}), (*all)[3].near_);
  EXPECT_EQ(closed_direction::kBackward, (*all)[3].direction_);
}

TEST(closures_file, what_is_printed_reads_back) {
  auto c = closure{};
  c.id_ = "a";
  c.reason_ = "вибух";
  c.area_ = polygon{{1, 2}, {3, 4}, {5, -6}};
  c.vehicles_ = {"car", "coach"};
  c.to_ = moment("2024-01-05T08:00:00Z");
  c.speed_percent_ = 99;
  auto const text = print_closures(std::vector{c});
  EXPECT_THAT(text, testing::Not(HasSubstr("near")));
  auto const again = parse_closures(text, "c.json");
  ASSERT_TRUE(again.has_value()) << again.error().sentence_;
  EXPECT_EQ(text, print_closures(*again));
  EXPECT_EQ(c.area_, again->front().area_);
}

TEST(closures_file, names_all_that_is_wrong) {
  auto const all = parse_closures(R"({"closures": [
    {"id": "a"},
    {"id": "b", "name": "X", "ways": [1]},
    {"id": "b", "ways": []},
    {"id": "", "name": ""},
    {"id": "d", "area": [{"lat": 1, "lon": 1}, {"lat": 2, "lon": 2}], "speed_percent": 100},
    {"id": "e", "name": "X", "from": "2024-01-05T08:00:00Z", "to": "2024-01-05T08:00:00Z", "speed_percent": -1}]})",
                                  "c.json");
  ASSERT_FALSE(all.has_value());
  EXPECT_EQ(error_kind::kInvalidInput, all.error().kind_);
  EXPECT_THAT(
      all.error().sentence_,
      AllOf(HasSubstr("c.json: closures[0]: has 0 of ways, name, area and near"), HasSubstr("closures[1]: has 2 of"),
            HasSubstr("closures[2].id: is \"b\", which an earlier"), HasSubstr("closures[2].ways: is empty"),
            HasSubstr("closures[3].id: has 0 bytes"), HasSubstr("closures[3].name: is empty"),
            HasSubstr("closures[4].area: has 2 points"), HasSubstr("closures[4].speed_percent: is 100"),
            HasSubstr("closures[5].to: is"), HasSubstr("closures[5].speed_percent: is -1")));
}

TEST(closures_file, refuses_what_it_does_not_know) {
  auto const all = parse_closures(R"({"closures": [{"id": "a", "name": "X", "speed": 3}]})", "c.json");
  ASSERT_FALSE(all.has_value());
  EXPECT_THAT(all.error().sentence_, HasSubstr("speed"));
}

TEST(fold_case, makes_capitals_small) {
  EXPECT_EQ("straße", fold_case("STRAßE"));
  EXPECT_EQ("äöü çéñ", fold_case("ÄÖÜ ÇÉÑ"));
  EXPECT_EQ("вулиця шевченка", fold_case("ВУЛИЦЯ Шевченка"));
  EXPECT_EQ("їжак ґанок ёлка", fold_case("ЇЖАК ҐАНОК ЁЛКА"));
  EXPECT_EQ("łódź žižkov ōsaka", fold_case("ŁÓDŹ ŽIŽKOV ŌSAKA"));
  EXPECT_EQ("οδός", fold_case("Οδός"));
  EXPECT_EQ("b 3", fold_case("B 3"));
  EXPECT_EQ("×÷ 東京 ª", fold_case("×÷ 東京 ª"));
}

TEST(fold_case, leaves_broken_utf8_alone) {
  EXPECT_EQ("a\xC3", fold_case("A\xC3"));
  EXPECT_EQ("\xFF\xD0", fold_case("\xFF\xD0"));
}

}  // namespace
}  // namespace leeward::roads
