#include "roads/closures/resolve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/closures/area.h"
#include "roads/small_map.h"

namespace leeward::roads {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Three roads from west to east, 200 m apart; the middle one is oneway.
struct three_roads : testing::Test {
  three_roads() {
    auto n = network_maker{};
    auto const north = n.road(30, {.name_ = "Вулиця Шевченка", .name_en_ = "Shevchenka Street"});
    auto const middle = n.road(20, {.name_ = "Hauptstraße", .ref_ = "B 3; B 37"});
    auto const south = n.road(10, {.ref_ = "B 37"});
    auto const a = n.junction(0, 400);
    auto const b = n.junction(500, 400);
    n.segment(a, b, north);                                                // 0
    n.segment(b, n.junction(1000, 400), north);                            // 1
    n.oneway(n.junction(0, 200), n.junction(1000, 200), middle);           // 2
    n.segment(n.junction(0, 0), n.junction(1000, 0), south, {{500, 50}});  // 3
    motor_ = n.finish("motor");
    auto f = network_maker{};
    f.segment(f.junction(0, 200), f.junction(1000, 200), f.road(20));                      // 0
    f.segment(f.junction(500, 210), f.junction(500, 390), f.road(99, {.name_ = "Pfad"}));  // 1
    foot_ = f.finish("foot");
  }

  result<std::vector<edge>> touched(closure const& c, std::size_t const of = 0) {
    auto const graphs = std::array{view_of(motor_.graph_), view_of(foot_.graph_)};
    auto const segments = std::array{build_segment_index(graphs[0]), build_segment_index(graphs[1])};
    auto const ways = std::array{build_way_index(graphs[0]), build_way_index(graphs[1])};
    auto const segment_views = std::array{view_of(segments[0]), view_of(segments[1])};
    auto const way_views = std::array{view_of(ways[0]), view_of(ways[1])};
    auto const networks = std::array{closable_network{graphs[0], segment_views[0], way_views[0]},
                                     closable_network{graphs[1], segment_views[1], way_views[1]}};
    return resolve(c, networks, of);
  }

  std::vector<std::uint32_t> codes(closure const& c, std::size_t const of = 0) {
    auto const edges = touched(c, of);
    EXPECT_TRUE(edges.has_value()) << edges.error().sentence_;
    auto numbers = std::vector<std::uint32_t>{};
    for (auto const e : edges.value_or(std::vector<edge>{})) {
      numbers.push_back(e.code_);
    }
    return numbers;
  }

  network_to_build motor_;
  network_to_build foot_;
};

closure named(std::string name) {
  auto c = closure{};
  c.id_ = "x";
  c.name_ = std::move(name);
  return c;
}

closure around(polygon area) {
  auto c = closure{};
  c.id_ = "x";
  c.area_ = std::move(area);
  return c;
}

closure close_to(position const p) {
  auto c = closure{};
  c.id_ = "x";
  c.near_ = p;
  return c;
}

closure of_ways(std::vector<std::int64_t> ways) {
  auto c = closure{};
  c.id_ = "x";
  c.ways_ = std::move(ways);
  return c;
}

TEST_F(three_roads, by_way) {
  EXPECT_THAT(codes(of_ways({30})), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(codes(of_ways({10, 20, 10})), ElementsAre(4, 5, 6, 7));
}

TEST_F(three_roads, in_one_direction) {
  auto c = of_ways({30});
  c.direction_ = closed_direction::kForward;
  EXPECT_THAT(codes(c), ElementsAre(0, 2));
  c.direction_ = closed_direction::kBackward;
  EXPECT_THAT(codes(c), ElementsAre(1, 3));
}

TEST_F(three_roads, by_name_in_any_case) {
  EXPECT_THAT(codes(named("вулиця ШЕВЧЕНКА")), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(codes(named("shevchenka street")), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(codes(named("HAUPTSTRAßE")), ElementsAre(4, 5));
}

TEST_F(three_roads, by_one_of_its_references) {
  EXPECT_THAT(codes(named("b 37")), ElementsAre(4, 5, 6, 7));
  EXPECT_THAT(codes(named("B 3")), ElementsAre(4, 5));
}

TEST_F(three_roads, by_area_with_a_point_inside) {
  EXPECT_THAT(codes(around({at(400, 20), at(600, 20), at(600, 80), at(400, 80)})), ElementsAre(6, 7));
}

TEST_F(three_roads, by_area_whose_border_it_crosses) {
  // No point of the middle road lies inside; it runs right through.
  EXPECT_THAT(codes(around({at(100, 150), at(120, 150), at(120, 250), at(100, 250)})), ElementsAre(4, 5));
}

TEST_F(three_roads, by_area_that_holds_it_whole) {
  EXPECT_THAT(codes(around({at(-10, 350), at(510, 350), at(490, 450), at(-10, 450)})), ElementsAre(0, 1, 2, 3));
}

TEST_F(three_roads, an_area_is_not_its_box) {
  // A triangle whose box holds the western end of the southern road, but which does not.
  EXPECT_FALSE(touched(around({at(-100, 100), at(200, 100), at(-100, -5)})).has_value());
  EXPECT_THAT(codes(around({at(-100, 100), at(200, 100), at(-100, -60)})), ElementsAre(6, 7));
}

TEST_F(three_roads, near_means_the_one_nearest_segment) {
  EXPECT_THAT(codes(close_to(at(300, 380))), ElementsAre(0, 1));
  EXPECT_THAT(codes(close_to(at(700, 380))), ElementsAre(2, 3));
  EXPECT_THAT(codes(close_to(at(490, 70))), ElementsAre(6, 7));
}

TEST_F(three_roads, near_means_the_same_way_on_foot) {
  EXPECT_THAT(codes(close_to(at(600, 190)), 1), ElementsAre(0, 1));  // way 20 in both
  EXPECT_THAT(codes(close_to(at(510, 380)), 1), ElementsAre());      // way 30 is for vehicles only
}

TEST_F(three_roads, a_road_of_another_network_is_no_error) {
  EXPECT_THAT(codes(named("Pfad")), ElementsAre());
  EXPECT_THAT(codes(named("Pfad"), 1), ElementsAre(2, 3));
}

TEST_F(three_roads, what_is_on_no_network_is_an_error_that_names_it) {
  for (auto const& [c, what] :
       {std::pair{of_ways({5, 6}), "no OSM way 5, 6"},
        std::pair{named("Nirgends"), "no road with the name or reference \"Nirgends\""},
        std::pair{close_to(at(500, 1000)), "no road within 250 m of 49.0"},
        std::pair{around({at(0, 500), at(10, 500), at(10, 510)}), "no road in or across its area"}}) {
    auto const none = touched(c);
    ASSERT_FALSE(none.has_value()) << what;
    EXPECT_EQ(error_kind::kNotFound, none.error().kind_);
    EXPECT_THAT(none.error().sentence_, HasSubstr("Closure \"x\": the map has "));
    EXPECT_THAT(none.error().sentence_, HasSubstr(what));
  }
}

TEST_F(three_roads, swapped_coordinates_are_suspected) {
  auto const swapped = [](position const p) { return position{p.lon_e7_, p.lat_e7_}; };
  for (auto const& c :
       {close_to(swapped(at(500, 0))), around({swapped(at(0, -50)), swapped(at(100, -50)), swapped(at(50, 50))})}) {
    auto const none = touched(c);
    ASSERT_FALSE(none.has_value());
    EXPECT_THAT(none.error().sentence_, HasSubstr("Latitude and longitude look swapped"));
  }
  EXPECT_THAT(touched(close_to(at(500, 1000))).error().sentence_, testing::Not(HasSubstr("swapped")));
}

TEST_F(three_roads, an_area_whose_border_crosses_itself_closes_what_lies_in_either_half) {
  // A bow tie over the northern road: its halves hold the first and the last 100 m.
  EXPECT_THAT(codes(around({at(0, 350), at(0, 450), at(1000, 350), at(1000, 450)})), ElementsAre(0, 1, 2, 3));
}

TEST(area, the_far_corners_of_the_world_do_not_overflow) {
  auto const world =
      polygon{{-900'000'000, -1'800'000'000}, {-900'000'000, 1'800'000'000}, {900'000'000, 1'800'000'000}};
  auto bounds = box{};
  for (auto const p : world) {
    bounds.add(p);
  }
  auto const inside = std::array{position{-800'000'000, 0}, position{-800'000'000, 10}};
  auto const outside = std::array{position{800'000'000, -1'700'000'000}, position{810'000'000, -1'700'000'000}};
  EXPECT_TRUE(touches(world, bounds, inside));
  EXPECT_FALSE(touches(world, bounds, outside));
}

TEST(way_index, refuses_one_that_leaves_the_graph) {
  auto const net = random_streets(5, 6, 6).finish("motor");
  auto const g = view_of(net.graph_);
  auto index = build_way_index(g);
  EXPECT_EQ(std::nullopt, find_fault(view_of(index), g));
  index.by_way_[0].v_ = 1'000'000;
  EXPECT_THAT(find_fault(view_of(index), g).value_or(""), HasSubstr("names segment 1000000"));
  index.by_way_.pop_back();
  EXPECT_THAT(find_fault(view_of(index), g).value_or(""), HasSubstr("entries"));
}

}  // namespace
}  // namespace leeward::roads
