#include "report/polyline.h"

#include <vector>

#include <gmock/gmock.h>

namespace leeward::report {
namespace {

// 1e-5 degree of latitude is 1.11 m.
position metres_north_east(double const north, double const east) {
  return {static_cast<std::int32_t>(north / 0.0111319), static_cast<std::int32_t>(east / 0.0111319)};
}

TEST(simplified, drops_points_nearer_than_the_tolerance) {
  auto const line = std::vector{metres_north_east(0, 0), metres_north_east(3, 100), metres_north_east(0, 200)};
  EXPECT_EQ(simplified(line, 2).size(), 3U);
  EXPECT_THAT(simplified(line, 4), testing::ElementsAre(line[0], line[2]));
}

TEST(simplified, keeps_the_corner_that_makes_the_shape) {
  auto line = std::vector<position>{};
  for (auto i = 0; i <= 10; ++i) {
    line.push_back(metres_north_east(0, 10 * i));
  }
  for (auto i = 1; i <= 10; ++i) {
    line.push_back(metres_north_east(10 * i, 100));
  }
  EXPECT_THAT(simplified(line, 1), testing::ElementsAre(line[0], line[10], line[20]));
}

TEST(simplified, keeps_a_ring) {
  auto const ring = std::vector{metres_north_east(0, 0), metres_north_east(0, 50), metres_north_east(50, 50),
                                metres_north_east(50, 0), metres_north_east(0, 0)};
  EXPECT_EQ(simplified(ring, 5).size(), 5U);
}

TEST(simplified, leaves_lines_without_a_middle) {
  EXPECT_EQ(simplified(std::vector<position>{}, 5).size(), 0U);
  EXPECT_EQ(simplified(std::vector{metres_north_east(0, 0), metres_north_east(0, 1)}, 5).size(), 2U);
}

// By hand: 0 -> zigzag 0 "A"; 1 -> 2 "C"; -1 -> 1 "B"; 16 -> 32 = 0 with more "g", then 1 "B".
TEST(packed, writes_steps_of_a_hundred_thousandth_of_a_degree) {
  EXPECT_EQ(packed(std::vector<position>{}), "");
  EXPECT_EQ(packed(std::vector<position>{{0, 100}}), "AC");
  EXPECT_EQ(packed(std::vector<position>{{0, 100}, {-100, 1'700}}), "ACBgB");
}

}  // namespace
}  // namespace leeward::report
