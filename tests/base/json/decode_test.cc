#include "base/json/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json/sample.h"

namespace leeward::json {

namespace {

using sample::kerb;
using sample::scenario;
using sample::vehicle;

constexpr auto const kScenario = R"({
  "name": "the day", "start": "2024-01-05T08:00:00+03:00", "where": {"lat": 49.4100001, "lon": -8.69},
  "level": 255, "way": -9007199254740993, "seed": 18446744073709551615, "share": 0.1,
  "vehicles": [{"id": "bus 7", "seats": 49}, {"seats": 8, "id": "van", "kerb": "any_side", "wheelchair_bays": 0}],
  "range": [-1, 2147483647], "beds": {"Halle 1": 200, "Schule \"Nord\"": 80},
  "areas": [[{"lat": 1, "lon": 2}]], "extra": {"a": [1, null, "\u0416"]}
})";

template <typename T>
std::string error_of(std::string_view const text) {
  auto const r = decode<T>(text, "fleet.json");
  return r ? "no error" : r.error().sentence_;
}

}  // namespace

TEST(json_decode, reads_every_kind_of_field) {
  auto const s = decode<scenario>(kScenario, "scenario.json");
  ASSERT_TRUE(s) << s.error().sentence_;
  EXPECT_EQ(s->name_, "the day");
  EXPECT_EQ(s->start_.unix_s_, 1704430800);
  EXPECT_EQ(s->where_, (position{494100001, -86900000}));
  EXPECT_EQ(s->level_, 255);
  EXPECT_EQ(s->way_, -9007199254740993);
  EXPECT_EQ(s->seed_, 18446744073709551615U);
  EXPECT_EQ(s->share_, 0.1);
  EXPECT_EQ(s->wait_, std::nullopt);
  ASSERT_EQ(s->vehicles_.size(), 2U);
  EXPECT_EQ(s->vehicles_[1], (vehicle{"van", persons{8}, persons{0}, kerb::kAnySide, false}));
  EXPECT_EQ(s->range_, (std::array<std::int32_t, 2>{-1, 2147483647}));
  EXPECT_EQ(s->beds_, (std::map<std::string, persons>{{"Halle 1", persons{200}}, {"Schule \"Nord\"", persons{80}}}));
  EXPECT_EQ(s->areas_, (std::vector<std::vector<position>>{{position{10000000, 20000000}}}));
  EXPECT_EQ(s->extra_->text_, "{\"a\":[1,null,\"Ж\"]}");
}

TEST(json_decode, what_may_be_missing_keeps_the_initialiser_of_the_struct) {
  auto const v = decode<vehicle>(R"({"id": "bus 7", "seats": 49})", "fleet.json");
  ASSERT_TRUE(v) << v.error().sentence_;
  EXPECT_EQ(*v, (vehicle{"bus 7", persons{49}, persons{2}, kerb::kDoorSide, false}));
}

TEST(json_decode, says_all_errors_at_once_each_with_its_path) {
  auto const r = decode<scenario>(R"({
    "name": 7, "start": "2024-01-05T08:00:00", "where": {"lat": 108.69, "lon": 49.41}, "level": 256, "way": 5.0,
    "seed": -1, "share": "half", "wait": null, "vehicels": [],
    "vehicles": [{"id": "a", "seats": 49}, {"id": "b", "seats": "x", "kerb": "any_sid", "low_floor": 1}, 5],
    "range": [1, 2, 3], "beds": {"Halle 1": -4}, "areas": [[], [{"lat": 1}]], "range": [1, 2]
  })",
                                  "scenario.json");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kInvalidInput);
  EXPECT_EQ(r.error().field_, "name");
  EXPECT_EQ(r.error().sentence_,
            R"(scenario.json: name: is 7, must be text
scenario.json: start: "2024-01-05T08:00:00" has no zone; write Z or an offset, as in 2024-01-05T08:00:00+03:00
scenario.json: where: lat is 108.69, must be from -90 to 90; lat and lon look swapped
scenario.json: level: is 256, must be a whole number from 0 to 255
scenario.json: way: is 5.0, must be a whole number
scenario.json: seed: is -1, must be a whole number, 0 or more
scenario.json: share: is "half", must be a number
scenario.json: wait: is null, must be a whole number, 0 or more
scenario.json: vehicels: is not known here; did you mean "vehicles"?
scenario.json: vehicles[1].seats: is "x", must be a whole number, 0 or more
scenario.json: vehicles[1].kerb: "any_sid" is not known here; did you mean "any_side"?
scenario.json: vehicles[1].low_floor: is 1, must be true or false
scenario.json: vehicles[2]: is 5, must be an object
scenario.json: range: is a list of 3, must be a list of 2
scenario.json: beds.Halle 1: is -4, must be a whole number, 0 or more
scenario.json: areas[1][0].lon: is missing
scenario.json: range: is given twice)");
}

TEST(json_decode, names_missing_fields) {
  EXPECT_EQ(error_of<vehicle>("{}"), "fleet.json: id: is missing\nfleet.json: seats: is missing");
}

TEST(json_decode, names_what_is_known_when_nothing_is_near) {
  EXPECT_EQ(error_of<vehicle>(R"({"id": "a", "seats": 1, "colour": "red"})"),
            "fleet.json: colour: is not known here; known are \"id\", \"seats\", \"wheelchair_bays\", \"kerb\", "
            "\"low_floor\"");
}

TEST(json_decode, names_the_source_alone_for_a_wrong_root) {
  EXPECT_EQ(error_of<vehicle>("[]"), "fleet.json: is a list, must be an object");
}

TEST(json_decode, numbers_that_pass_a_limit_are_told_the_limit) {
  EXPECT_EQ(error_of<std::vector<std::int64_t>>("[9223372036854775808]"),
            "fleet.json: [0]: is 9223372036854775808, must be a whole number from -9223372036854775808 to "
            "9223372036854775807");
  EXPECT_EQ(error_of<persons>("9007199254740992"),
            "fleet.json: is 9007199254740992, must be a whole number from 0 to 9007199254740991");
  EXPECT_EQ(error_of<double>("1e999"), "fleet.json: is 1e999, must be a number");
}

TEST(json_decode, shortens_long_values) {
  EXPECT_EQ(error_of<bool>("\"" + std::string(100, 'x') + "\""),
            "fleet.json: is \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\", must be true or false");
}

TEST(json_decode, stops_listing_after_fifty_problems) {
  auto list = std::string{"["};
  for (auto i = 0; i != 60; ++i) {
    list += i == 0 ? "true" : ",true";
  }
  auto const sentence = error_of<std::vector<persons>>(list + "]");
  EXPECT_EQ(std::ranges::count(sentence, '\n'), 50);
  EXPECT_THAT(sentence,
              testing::EndsWith("fleet.json: [49]: is true, must be a whole number, 0 or more\n… and 10 more"));
}

TEST(json_decode, doubles_are_read_to_the_last_bit) {
  // Boost's own conversion of this one is off by one unit in the last place.
  auto const d = decode<double>("0.30000000000000004", "x");
  ASSERT_TRUE(d);
  EXPECT_EQ(*d, 0.1 + 0.2);
}

TEST(json_decode, syntax_errors_have_line_and_column) {
  EXPECT_EQ(error_of<vehicle>("{\n  \"id\": \"жж\", x}"), "fleet.json: line 2, column 15: \"x\" does not belong here");
  EXPECT_EQ(error_of<vehicle>("{\"id\": \"a\""), "fleet.json: line 1, column 11: the text ends before the JSON does");
  EXPECT_EQ(error_of<vehicle>("{} {}"), "fleet.json: line 1, column 4: something follows after the end of the JSON");
  EXPECT_EQ(error_of<vehicle>(" \n "), "fleet.json: is empty, must be JSON");
  EXPECT_EQ(error_of<vehicle>("{\"id\": \"a\nb\"}"),
            "fleet.json: line 1, column 10: the character U+000A does not belong here");
  EXPECT_EQ(error_of<vehicle>("[1,]"), "fleet.json: line 1, column 4: \"]\" does not belong here");
  EXPECT_EQ(error_of<vehicle>("[\"\xFF\"]"),
            "fleet.json: line 1, column 3: a character that is not ASCII, or is not UTF-8, does not belong here");
}

TEST(json_decode, depth_is_bounded) {
  auto const nested = [](std::size_t const n) { return std::string(n, '[') + std::string(n, ']'); };
  EXPECT_TRUE(decode<raw>(nested(64), "x"));
  EXPECT_EQ(error_of<raw>(nested(65)), "fleet.json: line 1, column 65: is nested deeper than 64 levels");
}

TEST(json_decode, size_is_bounded) {
  auto const r = decode<raw>(std::string(kMaxBytes + 1, ' '), "big.json");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kTooLarge);
  EXPECT_EQ(r.error().sentence_, "big.json: has 134217729 bytes, more than the 134217728 that are read at once");
}

TEST(json_decode, the_number_of_values_is_bounded) {
  auto text = std::string{"[0"};
  for (auto i = std::size_t{0}; i != kMaxValues; ++i) {
    text += ",0";
  }
  auto const r = decode<raw>(text + "]", "big.json");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind_, error_kind::kTooLarge);
  EXPECT_EQ(r.error().sentence_, "big.json: holds more than 10000000 values");
}

TEST(json_decode, a_byte_order_mark_is_skipped) { EXPECT_TRUE(decode<raw>("\xEF\xBB\xBF{}", "x")); }

}  // namespace leeward::json
