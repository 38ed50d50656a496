#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

// A straight road of one kilometre from node 1 to node 2.
drawn one_road(tag_list const& tags, import_options const& options = everything()) {
  return drawn{snippet{}
                   .node(1, 0, 0)
                   .node(2, 1000, 0)
                   .way(10, {1, 2}, tags)
                   // … and another one, so that there always is a road
                   .node(3, 0, 500)
                   .node(4, 100, 500)
                   .way(11, {3, 4}, {{"highway", "residential"}}),
               options};
}

bool both_ways(drawn const& d, std::string const& profile) {
  return d.drives(profile, {1, 2}) && d.drives(profile, {2, 1});
}

bool neither_way(drawn const& d, std::string const& profile) {
  return !d.drives(profile, {1, 2}) && !d.drives(profile, {2, 1});
}

TEST(ways, highway_is_a_road_for_all) {
  auto const d = one_road({{"highway", "tertiary"}});
  for (auto const* p : {"coach", "minibus", "car", "foot"}) {
    EXPECT_TRUE(both_ways(d, p)) << p;
  }
}

TEST(ways, footway_is_for_walkers_only) {
  for (auto const* kind : {"footway", "path", "steps", "pedestrian", "cycleway"}) {
    auto const d = one_road({{"highway", kind}});
    EXPECT_TRUE(both_ways(d, "foot")) << kind;
    EXPECT_TRUE(neither_way(d, "car")) << kind;
    EXPECT_TRUE(neither_way(d, "coach")) << kind;
  }
}

TEST(ways, motorway_is_not_for_walkers) {
  auto const d = one_road({{"highway", "motorway"}});
  EXPECT_TRUE(d.drives("coach", {1, 2}));
  EXPECT_TRUE(neither_way(d, "foot"));
}

TEST(ways, what_is_no_road_is_left_out) {
  for (auto const& tags :
       {tag_list{{"highway", "construction"}}, tag_list{{"highway", "proposed"}}, tag_list{{"highway", "bus_guideway"}},
        tag_list{{"highway", "raceway"}}, tag_list{{"highway", "service"}, {"area", "yes"}},
        tag_list{{"building", "yes"}}, tag_list{{"highway", "ferry"}}}) {
    auto const d = one_road(tags);
    EXPECT_TRUE(neither_way(d, "car")) << tags.front().second;
    EXPECT_TRUE(neither_way(d, "foot")) << tags.front().second;
  }
}

TEST(ways, busway_is_for_coaches_only) {
  auto const d = one_road({{"highway", "busway"}});
  EXPECT_TRUE(both_ways(d, "coach"));
  EXPECT_TRUE(neither_way(d, "car"));
  EXPECT_TRUE(neither_way(d, "minibus"));
}

TEST(ways, service_subtypes_are_slower) {
  auto const service = *one_road({{"highway", "service"}}).time("car", {1, 2});
  auto const aisle = *one_road({{"highway", "service"}, {"service", "parking_aisle"}}).time("car", {1, 2});
  auto const driveway = *one_road({{"highway", "service"}, {"service", "driveway"}}).time("car", {1, 2});
  EXPECT_NEAR(service, 180'000, 500);  // 1 km at 20 km/h
  EXPECT_NEAR(aisle, 300'000, 500);    // at 12 km/h
  EXPECT_NEAR(driveway, 300'000, 500);
}

TEST(ways, track_by_grade) {
  EXPECT_NEAR(*one_road({{"highway", "track"}, {"tracktype", "grade1"}}).time("car", {1, 2}), 257'143, 500);  // 14
  EXPECT_NEAR(*one_road({{"highway", "track"}, {"tracktype", "grade5"}}).time("car", {1, 2}), 450'000, 500);  // 8
  EXPECT_TRUE(neither_way(one_road({{"highway", "track"}, {"tracktype", "grade5"}}), "coach"));
  EXPECT_TRUE(both_ways(one_road({{"highway", "track"}, {"tracktype", "grade5"}}), "foot"));
}

TEST(ways, living_street_at_walking_pace) {
  EXPECT_NEAR(*one_road({{"highway", "living_street"}}).time("car", {1, 2}), 514'286, 1'000);  // 7 km/h in Germany
}

TEST(ways, ferry_is_open_to_motor_vehicles_only_where_it_says_so) {
  EXPECT_TRUE(neither_way(one_road({{"route", "ferry"}}), "car"));
  EXPECT_TRUE(both_ways(one_road({{"route", "ferry"}}), "foot"));
  EXPECT_TRUE(both_ways(one_road({{"route", "ferry"}, {"motor_vehicle", "yes"}}), "car"));
  EXPECT_TRUE(both_ways(one_road({{"route", "ferry"}, {"motor_vehicle", "yes"}}), "coach"));
  EXPECT_TRUE(both_ways(one_road({{"route", "ferry"}, {"motorcar", "yes"}}), "coach"));
  EXPECT_TRUE(neither_way(one_road({{"route", "ferry"}, {"motorcar", "yes"}, {"bus", "no"}}), "coach"));
}

TEST(ways, ferry_takes_its_duration_and_the_time_to_board) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 1000, 0)
                           .node(3, 3000, 0)
                           .node(4, 4000, 0)
                           .way(10, {1, 2}, {{"highway", "residential"}})
                           .way(11, {2, 3}, {{"route", "ferry"}, {"motor_vehicle", "yes"}, {"duration", "0:30"}})
                           .way(12, {3, 4}, {{"highway", "residential"}})};
  EXPECT_EQ(*d.time("car", {2, 3}), 30 * 60'000 + 900'000);
  EXPECT_EQ(*d.time("car", {3, 2}), 30 * 60'000 + 900'000);
  EXPECT_EQ(d.road_of("motor", 11)->class_, road_class::kFerry);
}

TEST(ways, ferry_without_duration_at_the_speed_of_the_profile) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 1000, 0)
                           .node(3, 3000, 0)
                           .way(10, {1, 2}, {{"highway", "residential"}})
                           .way(11, {2, 3}, {{"route", "ferry"}, {"motorcar", "yes"}})};
  EXPECT_NEAR(*d.time("car", {2, 3}), 2.0 / 20 * 3'600'000 + 900'000, 1'000);
}

TEST(ways, shape_points_are_no_junctions) {
  auto const d =
      drawn{snippet{}.node(1, 0, 0).node(2, 500, 10).node(3, 1000, 0).way(10, {1, 2, 3}, {{"highway", "primary"}})};
  EXPECT_TRUE(d.is_junction("motor", 1));
  EXPECT_FALSE(d.is_junction("motor", 2));
  EXPECT_EQ(d.net("motor").graph_.segments_.size(), 2U);  // one, and the sentinel
  EXPECT_TRUE(d.drives("car", {1, 2, 3}));
}

TEST(ways, three_arms_make_a_junction) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 500, 0)
                           .node(3, 1000, 0)
                           .node(4, 500, 500)
                           .way(10, {1, 2, 3}, {{"highway", "primary"}})
                           .way(11, {2, 4}, {{"highway", "residential"}})};
  EXPECT_TRUE(d.is_junction("motor", 2));
  EXPECT_TRUE(d.drives("car", {1, 2, 4}));
  EXPECT_TRUE(d.drives("car", {4, 2, 3}));
}

TEST(ways, a_footpath_makes_no_junction_for_vehicles) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 500, 0)
                           .node(3, 1000, 0)
                           .node(4, 500, 500)
                           .way(10, {1, 2, 3}, {{"highway", "primary"}})
                           .way(11, {2, 4}, {{"highway", "footway"}})};
  EXPECT_FALSE(d.is_junction("motor", 2));
  EXPECT_TRUE(d.is_junction("foot", 2));
}

TEST(ways, a_ring_begins_at_its_junction) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 100, 0)
                           .node(3, 100, 100)
                           .node(4, 0, 100)
                           .node(5, 200, 200)
                           .way(10, {1, 2, 3, 4, 1}, {{"highway", "residential"}})
                           .way(11, {3, 5}, {{"highway", "residential"}})};
  EXPECT_FALSE(d.is_junction("motor", 1));
  EXPECT_TRUE(d.drives("car", {5, 3, 4, 1, 2, 3, 5}));
}

TEST(ways, a_ring_without_any_junction_is_kept) {
  auto const d = drawn{
      snippet{}.node(1, 0, 0).node(2, 100, 0).node(3, 100, 100).way(10, {1, 2, 3, 1}, {{"highway", "residential"}})};
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 1, 2, 3, 1}));
}

TEST(ways, missing_nodes_cut_a_way_and_are_counted) {
  auto const d = drawn{snippet{}.node(1, 0, 0).node(2, 100, 0).node(4, 300, 0).node(5, 400, 0).way(
      10, {1, 2, 3, 4, 5}, {{"highway", "residential"}})};
  EXPECT_TRUE(d.drives("car", {1, 2}));
  EXPECT_TRUE(d.drives("car", {4, 5}));
  EXPECT_FALSE(d.drives("car", {1, 2, 4, 5}));
  EXPECT_EQ(d.map_.report_.missing_nodes_, 1U);
  EXPECT_EQ(d.map_.report_.ways_cut_, 1U);
}

TEST(ways, a_node_named_twice_in_a_row_counts_once) {
  auto const d = drawn{snippet{}.node(1, 0, 0).node(2, 100, 0).way(10, {1, 1, 2, 2}, {{"highway", "residential"}})};
  EXPECT_TRUE(d.drives("car", {1, 2}));
}

TEST(ways, two_nodes_at_one_place_are_a_road_of_one_millimetre) {
  auto const d = drawn{snippet{}.node(1, 0, 0).node(2, 0, 0).way(10, {1, 2}, {{"highway", "residential"}})};
  EXPECT_EQ(d.net("motor").graph_.segments_.front().length_mm_, 1U);
  EXPECT_EQ(*d.time("car", {1, 2}), 1);
}

TEST(ways, entities_in_any_order) {
  auto const ways_first =
      drawn{snippet{}.way(10, {2, 1, 3}, {{"highway", "residential"}}).node(3, 200, 0).node(1, 100, 0).node(2, 0, 0)};
  EXPECT_TRUE(ways_first.drives("car", {2, 1, 3}));
}

TEST(ways, no_roads_in_it) {
  auto const s = snippet{}.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, {{"waterway", "river"}});
  auto const made = import_osm([&](osm::sinks const& to) { return s.replay(to); }, {}, "wet.osm.pbf");
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().sentence_, "wet.osm.pbf has no roads in it");
}

}  // namespace
}  // namespace leeward::roads::test
