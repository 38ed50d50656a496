#include "base/geo.h"

#include <cmath>
#include <limits>

#include <GeographicLib/Geodesic.hpp>
#include <gtest/gtest.h>

#include "base/random.h"

namespace leeward {

namespace {

std::string error_of(result<position> const& r) { return r ? "no error" : r.error().sentence_; }

double geodesic_mm(position const a, position const b) {
  auto metres = double{};
  GeographicLib::Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), metres);
  return metres * 1000.0;
}

}  // namespace

TEST(geo, positions_come_from_degrees) {
  EXPECT_EQ(make_position(49.41, 8.69), (position{494100000, 86900000}));
  EXPECT_EQ(make_position(-90, -180), (position{-900000000, -1800000000}));
  EXPECT_EQ(make_position(0.00000005, 0.00000004), (position{1, 0}));
}

TEST(geo, impossible_degrees_are_refused) {
  EXPECT_EQ(error_of(make_position(90.5, 120)), "lat is 90.5, must be from -90 to 90");
  EXPECT_EQ(error_of(make_position(49.41, -180.001)), "lon is -180.001, must be from -180 to 180");
  EXPECT_EQ(error_of(make_position(std::nan(""), 8)), "lat is nan, must be from -90 to 90");
  EXPECT_EQ(error_of(make_position(49, std::numeric_limits<double>::infinity())),
            "lon is inf, must be from -180 to 180");
}

TEST(geo, swapped_degrees_are_suspected) {
  EXPECT_EQ(error_of(make_position(136.9, 35.1)), "lat is 136.9, must be from -90 to 90; lat and lon look swapped");
}

TEST(geo, positions_come_from_text) {
  EXPECT_EQ(parse_position("49.41,8.69"), (position{494100000, 86900000}));
  EXPECT_EQ(parse_position(" -0.5 , 180 "), (position{-5000000, 1800000000}));
  EXPECT_EQ(error_of(parse_position("49.41 8.69")),
            "\"49.41 8.69\" is not a position; write latitude,longitude in degrees, as in 49.41,8.69");
  EXPECT_EQ(error_of(parse_position("49,41,8,69")),
            "\"49,41,8,69\" is not a position; write latitude,longitude in degrees, as in 49.41,8.69");
  EXPECT_EQ(error_of(parse_position(std::string(1'000, '7'))),
            "a text of 1000 bytes is not a position; write latitude,longitude in degrees, as in 49.41,8.69");
  EXPECT_EQ(error_of(parse_position("nan,8")), "lat is nan, must be from -90 to 90");
}

TEST(geo, short_distances_are_within_a_thousandth_of_the_geodesic) {
  auto random = random_source{1};
  for (auto i = 0; i != 20'000; ++i) {
    auto const a = position{static_cast<std::int32_t>(random.between(-800'000'000, 800'000'000)),
                            static_cast<std::int32_t>(random.between(-1'800'000'000, 1'799'000'000))};
    auto const b = position{a.lat_e7_ + static_cast<std::int32_t>(random.between(-600'000, 600'000)),
                            a.lon_e7_ + static_cast<std::int32_t>(random.between(-600'000, 600'000))};
    auto const exact = geodesic_mm(a, b);
    ASSERT_NEAR(static_cast<double>(distance_between(a, b).v_), exact, 0.001 * exact + 1.0)
        << a.lat() << "," << a.lon() << " " << b.lat() << "," << b.lon();
  }
}

TEST(geo, a_degree_is_as_long_as_the_tables_say) {
  // Of latitude at 45°: 111,131.75 m and of longitude at the equator: 111,319.49 m.
  EXPECT_NEAR(static_cast<double>(distance_between(position{445'000'000, 0}, position{455'000'000, 0}).v_), 111'131'750,
              1'500);
  EXPECT_EQ(distance_between(position{0, 0}, position{0, 10'000'000}).v_, 111'319'491);
  EXPECT_EQ(distance_between(position{5, 7}, position{5, 7}).v_, 0);
}

TEST(geo, the_date_line_is_no_distance) {
  EXPECT_EQ(distance_between(position{0, 1'799'999'999}, position{0, -1'799'999'999}).v_, 22);
}

TEST(geo, a_polygon_contains_what_is_inside) {
  // A square with a notch from the east.
  auto const notched = polygon{{0, 0}, {0, 40}, {15, 40}, {20, 10}, {25, 40}, {40, 40}, {40, 0}};
  EXPECT_TRUE(contains(notched, {20, 5}));
  EXPECT_TRUE(contains(notched, {5, 35}));
  EXPECT_TRUE(contains(notched, {35, 35}));
  EXPECT_FALSE(contains(notched, {20, 30}));
  EXPECT_FALSE(contains(notched, {-1, 5}));
  EXPECT_FALSE(contains(notched, {20, -1}));
  EXPECT_FALSE(contains({}, {0, 0}));
  EXPECT_FALSE(contains({{0, 0}, {10, 10}}, {5, 5}));
}

TEST(geo, a_polygon_may_be_as_large_as_the_earth) {
  auto const earth = polygon{{-900'000'000, -1'800'000'000},
                             {-900'000'000, 1'800'000'000},
                             {900'000'000, 1'800'000'000},
                             {900'000'000, -1'800'000'000}};
  EXPECT_TRUE(contains(earth, {0, 0}));
  EXPECT_TRUE(contains(earth, {899'999'999, 1'799'999'999}));
  auto const half =
      polygon{{-900'000'000, -1'800'000'000}, {-900'000'000, 1'800'000'000}, {900'000'000, 1'800'000'000}};
  EXPECT_TRUE(contains(half, {-1, 0}));
  EXPECT_FALSE(contains(half, {1, 0}));
}

}  // namespace leeward
