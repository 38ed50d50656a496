#include "report/road_picture.h"

#include <gmock/gmock.h>

#include "report/road_lines.h"
#include "report/small_world.h"

namespace leeward::report {
namespace {

using roads::segment_id;
using testing::ElementsAre;

TEST(lines_of, joins_segments_that_only_lead_on) {
  auto const data = test::village_roads();
  auto const g = roads::view_of(data);
  auto const lines = lines_of(g, std::vector<segment_id>{{2}, {3}});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], ElementsAre(data.junctions_[2], data.junctions_[3], data.junctions_[1]));
}

TEST(lines_of, ends_a_line_where_three_roads_meet) {
  auto const data = test::village_roads();
  auto const g = roads::view_of(data);
  EXPECT_EQ(lines_of(g, std::vector<segment_id>{{0}, {1}, {2}}).size(), 3U);
}

TEST(lines_of, draws_a_ring_once) {
  auto const data = test::village_roads();
  auto const g = roads::view_of(data);
  auto const lines = lines_of(g, std::vector<segment_id>{{1}, {2}, {3}});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].size(), 4U);
  EXPECT_EQ(lines[0].front(), lines[0].back());
}

box whole_village() {
  auto all = box{};
  for (auto const p : test::village_roads().junctions_) {
    all.include(p);
  }
  return all;
}

TEST(draw_roads, puts_roads_in_layers_by_class) {
  auto const data = test::village_roads();
  auto const layers = draw_roads(roads::view_of(data), whole_village(), 10'000);
  auto lines = std::map<std::int64_t, std::size_t>{};
  for (auto const& l : layers) {
    lines[l.rank_] = l.lines_.size();
  }
  EXPECT_EQ(lines[1], 1U) << "the primary road, joined";
  EXPECT_EQ(lines[4], 1U) << "the street by the ford, joined";
  EXPECT_EQ(lines[0] + lines[2] + lines[3] + lines[5], 0U);
}

TEST(draw_roads, leaves_out_what_lies_elsewhere) {
  auto const data = test::village_roads();
  auto elsewhere = box{};
  elsewhere.include({-100'000'000, 0});
  for (auto const& l : draw_roads(roads::view_of(data), elsewhere, 10'000)) {
    EXPECT_TRUE(l.lines_.empty());
  }
}

TEST(draw_roads, leaves_out_small_streets_when_there_is_no_room) {
  auto const data = test::village_roads();
  auto const layers = draw_roads(roads::view_of(data), whole_village(), 25);
  ASSERT_FALSE(layers.empty());
  for (auto const& l : layers) {
    EXPECT_NE(l.rank_, 4);
  }
}

}  // namespace
}  // namespace leeward::report
