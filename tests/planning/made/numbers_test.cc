#include <string>

#include <gmock/gmock.h>

#include "base/file.h"
#include "planning/made/numbers_file.h"
#include "planning/made/the_day.h"

namespace leeward::planning {
namespace {

using testing::HasSubstr;

std::string errors_of(std::string const& json) {
  auto const read = read_numbers(json, "n.json");
  return read ? "" : read.error().sentence_;
}

TEST(numbers, those_that_are_printed_can_be_read) {
  auto const text = to_json(made_numbers{});
  EXPECT_EQ(to_json(read_numbers(text, "n.json").value()), text);
}

TEST(numbers, what_is_left_out_keeps_its_default) {
  auto const n = read_numbers(R"({"format": "leeward-numbers-1", "depots": 5})", "n.json").value();
  EXPECT_EQ(n.depots_, 5);
  EXPECT_EQ(n.fleet_.size(), 6U);
  EXPECT_EQ(n.households_by_size_.size(), 6U);
}

TEST(numbers, all_that_is_wrong_is_told_at_once) {
  auto const text = errors_of(R"({"format": "leeward-numbers-1", "households_by_size": [50, 40],
      "pets_per_cent_of_households": 101, "clearance_h": 60, "far_from_m": 10000, "loading_places": 0, "walk_m": "x",
      "fleet": [{"kind": "coach", "seats": 45, "work_per_cent": {"points": 90, "wheelchairs": 10}},
                {"kind": "coach", "seats": 0}], "bus": 1})");
  for (auto const* const line :
       {"n.json: households_by_size: must be per cent, from 0 to 100 each and 100 together",
        "n.json: pets_per_cent_of_households: is 101, must be from 0 to 100",
        "n.json: clearance_h: is 60, must be from 1 to 48", "n.json: far_from_m: is 10000, must be from 20000 to",
        "n.json: loading_places: is 0, must be from 1 to",
        "n.json: walk_m: is \"x\", must be a whole number, 0 or more",
        "n.json: fleet[0].work_per_cent.wheelchairs: is 10, must be from 0 to 0",
        "n.json: fleet[1].kind: is \"coach\", which was given before",
        "n.json: fleet[1].seats: is 0, must be from 1 to", "n.json: bus: "}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(numbers, a_fleet_must_do_all_the_work_and_hold_the_largest_household) {
  auto const text = errors_of(R"({"format": "leeward-numbers-1", "largest_household": 20,
      "fleet": [{"kind": "van", "seats": 8, "work_per_cent": {"points": 90, "doors": 100}}]})");
  EXPECT_THAT(text, HasSubstr("fleet: has 8 seats in one vehicle at most; a household of 20 would not fit"));
  auto const shares = errors_of(R"({"format": "leeward-numbers-1",
      "fleet": [{"kind": "van", "seats": 18, "work_per_cent": {"points": 90, "doors": 100}}]})");
  EXPECT_THAT(shares, HasSubstr("fleet: does 90 per cent of the work \"points\" in all, must be 100"));
  EXPECT_THAT(shares, HasSubstr("fleet: does 0 per cent of the work \"lying\" in all, must be 100"));
}

TEST(numbers, groups_of_centres_make_up_a_hundred) {
  auto const text = errors_of(R"({"format": "leeward-numbers-1", "shift_h": 8, "centres": [
      {"tier": 0, "per_cent": 60, "from_m": 100, "below_m": 100, "beds_per_cent_of_persons": 50},
      {"tier": 2, "per_cent": 30, "from_m": 100, "beds_per_cent_of_persons": 50, "open_after_h": 48}]})");
  EXPECT_THAT(text, HasSubstr("centres[0].tier: is 0, must be from 1 to 100"));
  EXPECT_THAT(text, HasSubstr("centres[0].below_m: is 100, must be from 101 to"));
  EXPECT_THAT(text, HasSubstr("centres[1].open_after_h: is 48, must be from 0 to 47"));
  EXPECT_THAT(text, HasSubstr("shift_h: is 8, must be from 11 to 13"));
  EXPECT_EQ(errors_of(R"({"format": "leeward-numbers-1", "centres": [
      {"tier": 2, "per_cent": 30, "from_m": 100, "beds_per_cent_of_persons": 50}]})"),
            "n.json: centres: are 30 per cent in all, must be 100");
}

TEST(numbers, those_of_the_day_stand_in_their_file) {
  auto const text = read_file(LEEWARD_SOURCE_DIR "/scenarios/the_day.numbers.json", std::size_t{1} << 20U);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(to_json(the_day::numbers()), *text) << "leeward scenario numbers --day > scenarios/the_day.numbers.json";
  EXPECT_TRUE(read_numbers(*text, "n.json").has_value());
}

TEST(numbers, another_file_gets_one_answer) {
  EXPECT_EQ(errors_of(R"({"format": "leeward-scenario-1", "bus": 1})"),
            "n.json: format: is \"leeward-scenario-1\", must be \"leeward-numbers-1\"");
}

TEST(numbers, their_published_schema_is_that_of_the_code) {
  auto const text = read_file(LEEWARD_SOURCE_DIR "/docs/formats/numbers.schema.json", std::size_t{1} << 20U);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(numbers_schema(), *text) << "leeward scenario schema --of numbers > docs/formats/numbers.schema.json";
}

}  // namespace
}  // namespace leeward::planning
