#include "app/day/script.h"

#include <string>

#include <gtest/gtest.h>

#include "app/day/names_in_text.h"
#include "base/uuid.h"
#include "operation/custody/commands.h"

namespace leeward::app {

namespace {

std::string day_of(std::string const& steps) {
  return R"({"format": "leeward-day-1", "name": "A day", "scenario": "s.json", "end": "2024-01-05T22:00:00+03:00", "steps": [)" +
         steps + "]}";
}

std::string problem_of(std::string const& steps) {
  auto const day = read_day(day_of(steps), "day.json");
  return day ? "none" : day.error().sentence_;
}

TEST(day_script, a_name_in_a_command_is_its_number) {
  auto const day = read_day(
      day_of(R"({"at": "2024-01-05T08:00:00+03:00", "ask": {"withdraw": {"household": "#h12"}}})"), "day.json");
  ASSERT_TRUE(day.has_value()) << day.error().sentence_;
  auto const& asked = std::get<operation::custody::command>(day->asked_.at(0).value());
  EXPECT_EQ(uuid_of_name("h12"), std::get<operation::custody::withdraw>(asked).household_.v_);
}

TEST(day_script, only_whole_strings_are_names) {
  EXPECT_EQ(R"({"a": "x #h", "b": "\"#h\"", "c": "#"})", with_numbers(R"({"a": "x #h", "b": "\"#h\"", "c": "#"})"));
  EXPECT_EQ("\"" + to_string(uuid_of_name("h")) + "\"", with_numbers("\"#h\""));
  EXPECT_EQ("\"#h", with_numbers("\"#h"));
  EXPECT_EQ("\"#h\\\"", with_numbers("\"#h\\\"")) << "that quote does not end it";
  EXPECT_EQ("\"#h\\", with_numbers("\"#h\\"));
}

TEST(day_script, a_step_says_exactly_one_thing) {
  EXPECT_EQ(
      "day.json: steps[0]: says 0 things, must say exactly one of ask, set_up, all_ask, confirm_all, plan, stays_away, "
      "miscount, centre_life, told",
      problem_of(R"({"at": "2024-01-05T08:00:00+03:00"})"));
  EXPECT_EQ(
      "day.json: steps[0]: says 2 things, must say exactly one of ask, set_up, all_ask, confirm_all, plan, stays_away, "
      "miscount, centre_life, told",
      problem_of(R"({"at": "2024-01-05T08:00:00+03:00", "set_up": {}, "plan": {"name": "first"}})"));
}

TEST(day_script, steps_stand_in_the_order_of_time_and_before_the_end) {
  EXPECT_EQ(
      "day.json: steps[1].at: is 2024-01-05T05:00:00Z, before the step ahead of it\n"
      "day.json: steps[2].at: is 2024-01-05T20:00:00Z, after the day's end, 2024-01-05T19:00:00Z",
      problem_of(R"({"at": "2024-01-05T08:01:00+03:00", "set_up": {}},
                    {"at": "2024-01-05T08:00:00+03:00", "confirm_all": {}},
                    {"at": "2024-01-05T23:00:00+03:00", "confirm_all": {}})"));
}

TEST(day_script, a_time_without_a_zone_is_nobodys) {
  EXPECT_EQ(
      "day.json: steps[0].at: \"2024-01-05T08:00:00\" has no zone; write Z or an offset, as in "
      "2024-01-05T08:00:00+03:00",
      problem_of(R"({"at": "2024-01-05T08:00:00", "set_up": {}})"));
}

TEST(day_script, what_is_wrong_in_a_command_is_named_with_its_step) {
  auto const said = problem_of(R"({"at": "2024-01-05T08:00:00+03:00", "ask": {"withdraw": {"household": "h12"}}},
                    {"at": "2024-01-05T08:00:00+03:00", "ask": {"fly": {}}})");
  EXPECT_NE(std::string::npos, said.find("day.json: steps[0]: ask: withdraw.household: is \"h12\"")) << said;
  EXPECT_NE(std::string::npos, said.find("day.json: steps[1]: ask: ")) << said;
}

TEST(day_script, who_leaves_says_how_and_nobody_else_does) {
  EXPECT_EQ("day.json: steps[0].centre_life.how: is missing: say how they leave",
            problem_of(R"({"at": "2024-01-05T08:00:00+03:00", "centre_life": {"household": "h1", "does": "leaves"}})"));
  EXPECT_EQ(
      "day.json: steps[0].centre_life.how: is given, and nobody leaves",
      problem_of(
          R"({"at": "2024-01-05T08:00:00+03:00", "centre_life": {"household": "h1", "does": "goes_out", "how": "home"}})"));
}

TEST(day_script, plans_have_names_of_their_own) {
  EXPECT_EQ("day.json: steps[1].plan.name: is \"a\" once more",
            problem_of(R"({"at": "2024-01-05T08:00:00+03:00", "plan": {"name": "a"}},
                          {"at": "2024-01-05T09:00:00+03:00", "plan": {"name": "a"}})"));
}

TEST(day_script, another_format_an_endless_day_and_no_steps_are_refused) {
  auto const day = read_day(
      R"({"format": "leeward-day-9", "name": "A day", "scenario": "s.json", "end": "2024-01-05T22:00:00+03:00", "steps": []})",
      "day.json");
  ASSERT_FALSE(day.has_value());
  EXPECT_EQ(
      "day.json: format: is \"leeward-day-9\", must be \"leeward-day-1\"\n"
      "day.json: steps: has 0 entries, must have 1 to 20000",
      day.error().sentence_);
  EXPECT_EQ("day.json: end: is 2024-01-05T19:00:00Z, more than 14 days after the first step",
            problem_of(R"({"at": "2023-01-05T08:00:00+03:00", "set_up": {}})"));
}

}  // namespace

}  // namespace leeward::app
