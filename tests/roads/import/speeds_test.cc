#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

import_options in(std::string const& country) {
  auto options = everything();
  options.country_ = country;
  return options;
}

// km/h on a road of ten kilometres from node 1 to 2, or back.
double kmh(std::string const& profile, tag_list const& tags, std::string const& country = "DE",
           bool const back = false) {
  auto const d = drawn{snippet{}.node(1, 0, 0).node(2, 10'000, 0).way(10, {1, 2}, tags), in(country)};
  auto const ms = back ? d.time(profile, {2, 1}) : d.time(profile, {1, 2});
  return ms ? 10.0 / *ms * 3'600'000 : 0;
}

tag_list secondary(tag_list tags = {}) {
  tags.emplace_back("highway", "secondary");
  return tags;
}

TEST(speeds, without_a_sign_by_the_kind_of_road) {
  EXPECT_NEAR(kmh("car", secondary()), 64, 0.1);
  EXPECT_NEAR(kmh("coach", secondary()), 55, 0.1);
  EXPECT_NEAR(kmh("foot", secondary()), 4, 0.1);
  EXPECT_NEAR(kmh("car", {{"highway", "motorway"}}), 115, 0.2);
  EXPECT_NEAR(kmh("coach", {{"highway", "motorway"}}), 95, 0.2);
}

TEST(speeds, a_sign_by_its_share) {
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "50"}})), 43, 0.1);    // 86 %
  EXPECT_NEAR(kmh("coach", secondary({{"maxspeed", "50"}})), 40, 0.1);  // 80 %
  EXPECT_NEAR(kmh("foot", secondary({{"maxspeed", "50"}})), 4, 0.1);
}

TEST(speeds, units) {
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "30 mph"}})), 48 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "50 km/h"}})), 43, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "10 knots"}})), 19 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "walk"}})), 6 * 0.86, 0.1);
}

TEST(speeds, none_is_the_usual_speed) {
  EXPECT_NEAR(kmh("car", {{"highway", "motorway"}, {"maxspeed", "none"}}), 115, 0.2);
  EXPECT_NEAR(kmh("coach", {{"highway", "motorway"}, {"maxspeed", "none"}}), 95, 0.2);
}

TEST(speeds, zones) {
  for (auto const* key : {"maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"}) {
    EXPECT_NEAR(kmh("car", secondary({{key, "DE:urban"}})), 43, 0.1) << key;
    EXPECT_NEAR(kmh("car", secondary({{key, "RU:rural"}})), 77.4, 0.2) << key;  // 90 in Russia, wherever we are
  }
  EXPECT_NEAR(kmh("car", secondary({{"source:maxspeed", "urban"}}), "RU"), 60 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed:type", "DE:zone30"}})), 30 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"zone:maxspeed", "DE:30"}})), 30 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"zone:maxspeed", "20"}})), 20 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed:type", "GB:nsl_single"}}), "GB"), 97 * 0.86, 0.2);
}

TEST(speeds, the_sign_comes_before_the_zone) {
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "70"}, {"source:maxspeed", "DE:urban"}})), 70 * 0.86, 0.2);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "signals"}, {"maxspeed:type", "DE:urban"}})), 43, 0.1);
}

TEST(speeds, by_direction) {
  auto const tags = secondary({{"maxspeed:forward", "30"}, {"maxspeed", "50"}});
  EXPECT_NEAR(kmh("car", tags), 30 * 0.86, 0.1);
  EXPECT_NEAR(kmh("car", tags, "DE", true), 43, 0.1);
  auto const other = secondary({{"maxspeed:backward", "20"}});
  EXPECT_NEAR(kmh("car", other), 64, 0.1);
  EXPECT_NEAR(kmh("car", other, "DE", true), 20 * 0.86, 0.1);
}

TEST(speeds, signs_for_buses) {
  auto const tags = secondary({{"maxspeed", "70"}, {"maxspeed:bus", "50"}});
  EXPECT_NEAR(kmh("coach", tags), 40, 0.1);
  EXPECT_NEAR(kmh("car", tags), 70 * 0.86, 0.2);
  EXPECT_NEAR(kmh("coach", secondary({{"maxspeed", "70"}, {"maxspeed:coach", "40"}})), 32, 0.1);
}

TEST(speeds, the_law_for_coaches) {
  EXPECT_NEAR(kmh("coach", {{"highway", "primary"}, {"maxspeed", "100"}}), 80 * 0.85, 0.2);    // never above 80
  EXPECT_NEAR(kmh("coach", {{"highway", "motorway"}, {"maxspeed", "130"}}), 100 * 0.95, 0.2);  // nor 100
}

TEST(speeds, general_limits_of_the_country) {
  EXPECT_NEAR(kmh("car", {{"highway", "motorway"}}, "NO"), 110, 0.2);
  EXPECT_NEAR(kmh("car", {{"highway", "trunk"}}, "MT"), 80, 0.2);
  EXPECT_NEAR(kmh("car", {{"highway", "living_street"}}, "RO"), 5, 0.1);
  EXPECT_NEAR(kmh("car", {{"highway", "living_street"}}, "FR"), 8, 0.1);  // 20 allowed, 8 usual
}

TEST(speeds, the_ground) {
  EXPECT_NEAR(kmh("car", secondary({{"surface", "cobblestone"}})), 30, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"surface", "cobblestone:flattened"}})), 30, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"maxspeed", "50"}, {"surface", "gravel"}})), 40, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"surface", "asphalt"}})), 64, 0.1);
  EXPECT_NEAR(kmh("car", secondary({{"smoothness", "very_bad"}})), 20, 0.1);
  EXPECT_EQ(kmh("coach", secondary({{"smoothness", "horrible"}})), 0);
  EXPECT_NEAR(kmh("car", secondary({{"tracktype", "grade5"}})), 8, 0.1);
}

TEST(country, by_option_then_zone_tags_then_addresses) {
  auto const ask = [](snippet const& s, std::string const& option) {
    auto const d = drawn{s, in(option)};
    return d.map_.report_.country_ + " by " + d.map_.report_.country_by_;
  };
  auto const bare = snippet{}.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, {{"highway", "residential"}});
  EXPECT_EQ(ask(bare, ""), " by ");
  EXPECT_EQ(ask(bare, "pl"), "PL by option");
  auto const address = snippet{bare}.node(7, 0, 0, {{"addr:country", "UA"}});
  EXPECT_EQ(ask(address, ""), "UA by addresses");
  auto const zone = snippet{address}.way(11, {1, 2}, {{"highway", "primary"}, {"maxspeed", "RO:urban"}});
  EXPECT_EQ(ask(zone, ""), "RO by zone tags");
  EXPECT_EQ(ask(zone, "UA"), "UA by option");
}

TEST(country, unknown_one_is_refused) {
  auto const s = snippet{}.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, {{"highway", "residential"}});
  auto const made = import_osm([&](osm::sinks const& to) { return s.replay(to); }, in("XX"), "x");
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().sentence_,
              testing::StartsWith("country \"XX\" is not one we know; allowed are: AD, AL, AM"));
}

TEST(country, the_side_to_drive_on_by_roundabouts_where_no_country_is_known) {
  auto const round = [](std::vector<osm::osm_id> const& nodes) {
    return drawn{snippet{}.node(1, 0, 0).node(2, 20, 0).node(3, 20, 20).node(4, 0, 20).way(
                     10, nodes, {{"highway", "primary"}, {"junction", "roundabout"}}),
                 in("")};
  };
  EXPECT_FALSE(round({1, 2, 3, 4, 1}).map_.report_.drives_on_left_);
  EXPECT_TRUE(round({1, 4, 3, 2, 1}).map_.report_.drives_on_left_);
}

// Which of the profiles may use a road with these tags.
std::string who(tag_list tags) {
  tags.emplace_back("highway", "residential");
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 100, 0)
                           .way(10, {1, 2}, tags)
                           .node(3, 0, 50)
                           .node(4, 100, 50)
                           .way(11, {3, 4}, {{"highway", "residential"}})};
  auto names = std::string{};
  for (auto const* p : {"coach", "minibus", "car", "foot"}) {
    names += d.drives(p, {1, 2}) ? std::string{p} + " " : "";
  }
  return names;
}

TEST(dimensions, height) {
  EXPECT_EQ(who({{"maxheight", "3.8"}}), "coach minibus car foot ");
  EXPECT_EQ(who({{"maxheight", "3.7"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxheight", "3.7 m"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxheight", "3,7"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxheight", "12'6\""}}), "coach minibus car foot ");  // 3.81 m
  EXPECT_EQ(who({{"maxheight", "12'5\""}}), "minibus car foot ");        // 3.78 m
  EXPECT_EQ(who({{"maxheight", "2"}}), "car foot ");
  EXPECT_EQ(who({{"maxheight", "1.8"}}), "foot ");
  EXPECT_EQ(who({{"maxheight", "default"}}), "coach minibus car foot ");
  EXPECT_EQ(who({{"maxheight", "none"}}), "coach minibus car foot ");
  EXPECT_EQ(who({{"maxheight:physical", "3"}}), "minibus car foot ");
}

TEST(dimensions, an_unsigned_height_below_the_law_stops_coaches) {
  EXPECT_EQ(who({{"maxheight", "below_default"}}), "minibus car foot ");
}

TEST(dimensions, by_direction) {
  for (auto const& [key, value] : tag_list{{"maxheight", "3.5"}, {"maxweight", "12"}, {"maxheight:physical", "3"}}) {
    auto const d = drawn{snippet{}
                             .node(1, 0, 0)
                             .node(2, 1000, 0)
                             .way(10, {1, 2}, {{"highway", "tertiary"}, {key, "99"}, {key + ":forward", value}})};
    EXPECT_FALSE(d.drives("coach", {1, 2})) << key;
    EXPECT_TRUE(d.drives("coach", {2, 1})) << key;
    EXPECT_TRUE(d.drives("minibus", {1, 2})) << key;
  }
}

TEST(dimensions, weight) {
  EXPECT_EQ(who({{"maxweight", "19.5"}}), "coach minibus car foot ");
  EXPECT_EQ(who({{"maxweight", "18"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxweight", "7500 kg"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxweight", "3.5 t"}}), "car foot ");
  EXPECT_EQ(who({{"maxweight", "1"}}), "foot ");
  EXPECT_EQ(who({{"maxweightrating", "7.5"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxweight", "7.5"}, {"maxweight:bus", "20"}}), "coach minibus car foot ");
  EXPECT_EQ(who({{"maxweightrating:hgv", "3.5"}}), "coach minibus car foot ");
}

TEST(dimensions, width_and_length) {
  EXPECT_EQ(who({{"maxwidth", "2.3"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxwidth", "2"}}), "car foot ");
  EXPECT_EQ(who({{"maxlength", "12"}}), "minibus car foot ");
  EXPECT_EQ(who({{"maxlength", "13"}}), "coach minibus car foot ");
}

}  // namespace
}  // namespace leeward::roads::test
