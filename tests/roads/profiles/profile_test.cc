#include "roads/profiles/profile.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

#include <gmock/gmock.h>

namespace leeward::roads {
namespace {

using testing::HasSubstr;

std::string text() { return std::string{default_profiles_toml()}; }

// The default file with one piece of text replaced.
std::string changed(std::string const& from, std::string const& to) {
  auto s = text();
  auto const at = s.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return s.replace(at, from.size(), to);
}

std::string error_of(std::string const& toml) {
  auto const p = parse_profiles(toml, "mine.toml");
  return p ? "" : p.error().sentence_;
}

TEST(profiles, the_four_in_their_order) {
  auto const& p = default_profiles();
  ASSERT_EQ(p.size(), 4U);
  EXPECT_EQ(p[0].name_, "coach");
  EXPECT_EQ(p[1].name_, "minibus");
  EXPECT_EQ(p[2].name_, "car");
  EXPECT_EQ(p[3].name_, "foot");
  EXPECT_FALSE(p[0].on_foot_);
  EXPECT_TRUE(p[3].on_foot_);
}

// Every value of the first profile, so that no key is read into the wrong place.
TEST(profiles, every_key_of_the_coach) {
  auto const& p = default_profiles()[0];
  EXPECT_THAT(p.access_,
              testing::ElementsAre("bus", "psv", "coach", "tourist_bus", "motor_vehicle", "vehicle", "access"));
  EXPECT_THAT(p.ferry_, testing::ElementsAre("motorcar", "hgv"));
  EXPECT_EQ(p.oneway_.front(), "oneway:bus");
  EXPECT_EQ(p.restrictions_.back(), "vehicle");
  EXPECT_THAT(p.maxspeed_, testing::ElementsAre("maxspeed:coach", "maxspeed:bus", "maxspeed"));
  EXPECT_TRUE(p.bus_lanes_);
  EXPECT_FALSE(p.barriers_open_);
  EXPECT_THAT(p.barriers_, testing::Contains("bus_trap"));
  EXPECT_EQ(p.height_cm_, 380);
  EXPECT_EQ(p.width_cm_, 255);
  EXPECT_EQ(p.length_cm_, 1300);
  EXPECT_EQ(p.weight_kg_, 19'500);
  EXPECT_EQ(p.permitted_speed_, 10);
  EXPECT_EQ(p.top_speed_, 100);
  EXPECT_EQ(p.top_speed_elsewhere_, 80);
  EXPECT_EQ(p.destination_ms_, 120'000);
  EXPECT_EQ(p.ferry_ms_, 900'000);
  EXPECT_EQ(p.speed_[static_cast<std::size_t>(way_kind::kMotorway)], 95);
  EXPECT_EQ(p.speed_[static_cast<std::size_t>(way_kind::kBusway)], 35);
  EXPECT_EQ(p.share_percent_[static_cast<std::size_t>(way_kind::kSecondaryLink)], 70);
  EXPECT_EQ(value_in(p.surface_, "sett"), 30);
  EXPECT_EQ(value_in(p.surface_, "asphalt"), std::nullopt);
  EXPECT_EQ(value_in(p.smoothness_, "bad"), 30);
  EXPECT_EQ(value_in(p.tracktype_, "grade4"), 0);
  EXPECT_EQ(p.turn_.near_side_ms_, 3'000);
  EXPECT_EQ(p.turn_.far_side_ms_, 6'000);
  EXPECT_EQ(p.turn_.sharp_ms_, 6'000);
  EXPECT_EQ(p.turn_.give_way_ms_, 4'000);
  EXPECT_TRUE(p.u_turns_);
  EXPECT_EQ(p.turn_.u_turn_ms_, 120'000);
  EXPECT_EQ(value_in(p.delay_ms_, "traffic_signals"), 9'000);
}

TEST(profiles, a_copy_of_the_file_is_the_same) {
  auto const path = std::filesystem::path{testing::TempDir()} / "leeward_profiles_copy.toml";
  std::ofstream{path} << default_profiles_toml();
  auto const p = read_profiles(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(p.has_value()) << p.error().sentence_;
  EXPECT_EQ(*p, default_profiles());
}

// The file is complete: without any one of its keys it is refused, and the error names the key.
TEST(profiles, every_key_is_needed) {
  auto const all = text();
  auto const coach = all.substr(all.find("\n[coach]"), all.find("\n[minibus]") - all.find("\n[coach]"));
  auto const key = std::regex{"\n([a-z_]+) = "};
  auto keys = 0;
  for (auto it = std::sregex_iterator{coach.begin(), coach.end(), key}; it != std::sregex_iterator{}; ++it, ++keys) {
    auto const name = (*it)[1].str();
    auto const line = coach.substr(
        static_cast<std::size_t>(it->position()),
        coach.find('\n', static_cast<std::size_t>(it->position()) + 1) - static_cast<std::size_t>(it->position()));
    EXPECT_THAT(error_of(changed(line, "")), HasSubstr(": coach." + name + " is missing"));
    EXPECT_THAT(all, HasSubstr(name)) << "and explained";
  }
  EXPECT_EQ(keys, 25);
}

TEST(profiles, every_kind_of_way_needs_a_speed) {
  EXPECT_THAT(error_of(changed("trunk_link = 50, ", "")), HasSubstr("coach.speed.trunk_link is missing"));
}

TEST(profiles, changes_are_read) {
  auto const p = parse_profiles(changed("height_m = 3.8", "height_m = 4.05"), "mine.toml");
  ASSERT_TRUE(p.has_value());
  EXPECT_EQ((*p)[0].height_cm_, 405);
  EXPECT_NE(*p, default_profiles());
}

TEST(profiles, errors_name_file_line_key_and_what_is_allowed) {
  auto const line = std::ranges::count(text().substr(0, text().find("height_m = 3.8")), '\n') + 1;
  EXPECT_EQ(error_of(changed("height_m = 3.8", "height_m = \"high\"")),
            "mine.toml:" + std::to_string(line) + ": coach.height_m must be a number from 0 to 100");
  EXPECT_THAT(error_of(changed("height_m = 3.8", "height_m = -1")),
              HasSubstr("coach.height_m must be a number from 0"));
  EXPECT_THAT(error_of(changed("height_m = 3.8", "height_m = nan")),
              HasSubstr("coach.height_m must be a number from 0"));
  EXPECT_THAT(error_of(changed("moves = \"motor\"", "moves = \"sails\"")),
              HasSubstr("coach.moves is \"sails\", must be one of: motor, foot"));
  EXPECT_THAT(error_of(changed("bus_lanes = true", "bus_lanes = \"yes\"")),
              HasSubstr("coach.bus_lanes must be true or false"));
  EXPECT_THAT(error_of(changed("maxspeed = [\"maxspeed:coach\"", "maxspeed = [5")),
              HasSubstr("coach.maxspeed must be a list of texts"));
  EXPECT_THAT(error_of(changed("tracktype = { grade1 = 30", "tracktype = { grade1 = 300")),
              HasSubstr("coach.tracktype.grade1 must be a number from 0 to 200"));
  EXPECT_THAT(error_of(changed("height_m = 3.8", "height_m = 3.8\nwings = 2")),
              HasSubstr("coach.wings is not a key we know; allowed are: access, "));
  EXPECT_THAT(error_of(changed("speed = { motorway = 95", "speed = { skyway = 9, motorway = 95")),
              HasSubstr("coach.speed.skyway is not a key we know"));
}

TEST(profiles, all_errors_at_once) {
  auto s = changed("height_m = 3.8", "height_m = -1");
  s.replace(s.find("width_m = 2.55"), 14, "width_m = true");
  EXPECT_THAT(error_of(s),
              testing::AllOf(HasSubstr("coach.height_m"), HasSubstr("\nmine.toml:"), HasSubstr("coach.width_m")));
}

TEST(profiles, not_toml_none_and_too_many) {
  EXPECT_THAT(error_of("[coach\n"), HasSubstr("mine.toml:1: "));
  EXPECT_THAT(error_of(""), HasSubstr("there are 0, must be from 1 to 16"));
  EXPECT_THAT(error_of("coach = 5"), HasSubstr("mine.toml:1: coach is not a profile"));
  auto const none = read_profiles("/nowhere/p.toml");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind_, error_kind::kNotFound);
}

}  // namespace
}  // namespace leeward::roads
