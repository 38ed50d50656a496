#include "roads/profiles/values.h"

#include <gmock/gmock.h>

#include "roads/profiles/countries.h"

namespace leeward::roads {
namespace {

using testing::Eq;
using testing::Optional;

TEST(values, speed) {
  EXPECT_THAT(parse_speed("50"), Optional(50));
  EXPECT_THAT(parse_speed(" 50 km/h "), Optional(50));
  EXPECT_THAT(parse_speed("30 mph"), Optional(48));
  EXPECT_THAT(parse_speed("60mph"), Optional(97));
  EXPECT_THAT(parse_speed("5 knots"), Optional(9));
  EXPECT_THAT(parse_speed("walk"), Optional(6));
  EXPECT_THAT(parse_speed("none"), Optional(kNoLimit));
  for (auto const* bad : {"", "fast", "50;30", "0", "-5", "1e99", "900", "50 parsec", "signals", ".", "5..5"}) {
    EXPECT_THAT(parse_speed(bad), Eq(std::nullopt)) << bad;
  }
}

TEST(values, length) {
  EXPECT_THAT(parse_length_cm("3.5"), Optional(350));
  EXPECT_THAT(parse_length_cm("3,5"), Optional(350));
  EXPECT_THAT(parse_length_cm("3.5 m"), Optional(350));
  EXPECT_THAT(parse_length_cm("3.5m"), Optional(350));
  EXPECT_THAT(parse_length_cm("3.5 mt"), Optional(350));
  EXPECT_THAT(parse_length_cm("380 cm"), Optional(380));
  EXPECT_THAT(parse_length_cm("12'6\""), Optional(381));
  EXPECT_THAT(parse_length_cm("12' 6\""), Optional(381));
  EXPECT_THAT(parse_length_cm("12'"), Optional(366));
  EXPECT_THAT(parse_length_cm("11 ft"), Optional(335));
  for (auto const* same : {"12 ft 6 in", "12ft6in", "12 feet 6 inches", "12′6″", "12'6''", "12'6", "150 in"}) {
    EXPECT_THAT(parse_length_cm(same), Optional(381)) << same;
  }
  EXPECT_THAT(parse_length_cm("below_default"), Optional(350));
  for (auto const* none : {"default", "none", "no", "unsigned", "no_sign"}) {
    EXPECT_THAT(parse_length_cm(none), Optional(0)) << none;
  }
  for (auto const* bad : {"", "low", "0", "-3", "12'13\"", "12'6x", "12 ft 6 m", "12 ft in", "900", "3.5 t"}) {
    EXPECT_THAT(parse_length_cm(bad), Eq(std::nullopt)) << bad;
  }
}

TEST(values, weight) {
  EXPECT_THAT(parse_weight_kg("7.5"), Optional(7500));
  EXPECT_THAT(parse_weight_kg("7,5 t"), Optional(7500));
  EXPECT_THAT(parse_weight_kg("7500 kg"), Optional(7500));
  EXPECT_THAT(parse_weight_kg("10 st"), Optional(9072));
  EXPECT_THAT(parse_weight_kg("16000 lbs"), Optional(7257));
  EXPECT_THAT(parse_weight_kg("10 lt"), Optional(10'160));
  EXPECT_THAT(parse_weight_kg("none"), Optional(0));
  for (auto const* bad : {"", "heavy", "0", "-3", "7500", "5 m"}) {
    EXPECT_THAT(parse_weight_kg(bad), Eq(std::nullopt)) << bad;
  }
}

TEST(values, duration) {
  EXPECT_THAT(parse_duration_s("20"), Optional(1200));
  EXPECT_THAT(parse_duration_s("1:30"), Optional(5400));
  EXPECT_THAT(parse_duration_s("00:05:30"), Optional(330));
  EXPECT_THAT(parse_duration_s("PT8M"), Optional(480));
  EXPECT_THAT(parse_duration_s("PT1H30M"), Optional(5400));
  EXPECT_THAT(parse_duration_s("P1DT1H"), Optional(90'000));
  for (auto const* bad : {"", "long", "0", "1:2:3:4", "1:", "PT", "P", "P1M", "PTX", "PT5", "99999999"}) {
    EXPECT_THAT(parse_duration_s(bad), Eq(std::nullopt)) << bad;
  }
}

TEST(values, population) {
  EXPECT_EQ(parse_population("12345"), 12'345U);
  EXPECT_EQ(parse_population("12 345"), 12'345U);
  EXPECT_EQ(parse_population("12.345 (2019)"), 12'345U);
  EXPECT_EQ(parse_population("many"), 0U);
  EXPECT_EQ(parse_population("99999999999999999999999"), 0U);
}

TEST(countries, sides_and_limits) {
  ASSERT_NE(find_country("DE"), nullptr);
  EXPECT_EQ(find_country("DE")->motorway_, kNoLimit);
  EXPECT_EQ(find_country("de")->rural_, 100);
  EXPECT_EQ(find_country("UK"), find_country("GB"));
  EXPECT_EQ(find_country("XX"), nullptr);
  EXPECT_EQ(find_country("DEU"), nullptr);
  auto left = std::string{};
  for (auto const& c : all_countries()) {
    left += c.drives_on_left_ ? c.code_ + " " : "";
  }
  EXPECT_EQ(left, "CY GB GG IE IM JE MT ");
  EXPECT_EQ(all_countries().size(), 54U);
}

TEST(countries, zones) {
  auto const& germany = *find_country("DE");
  EXPECT_THAT(zone_limit("DE:urban", germany), Optional(50));
  EXPECT_THAT(zone_limit("rural", germany), Optional(100));
  EXPECT_THAT(zone_limit("DE:motorway", germany), Optional(kNoLimit));
  EXPECT_THAT(zone_limit("RU:urban", germany), Optional(60));
  EXPECT_THAT(zone_limit("FR:zone30", germany), Optional(30));
  EXPECT_THAT(zone_limit("DE:zone:20", germany), Optional(20));
  EXPECT_THAT(zone_limit("DE:bicycle_road", germany), Optional(30));
  EXPECT_THAT(zone_limit("sign", germany), Eq(std::nullopt));
  EXPECT_THAT(zone_limit("DE:", germany), Eq(std::nullopt));
  EXPECT_EQ(country_of_zone("UA:urban"), find_country("UA"));
  EXPECT_EQ(country_of_zone("50"), nullptr);
}

}  // namespace
}  // namespace leeward::roads
