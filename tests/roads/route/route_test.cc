#include "roads/route/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/small_map.h"

namespace leeward::roads {
namespace {

using testing::ElementsAre;

place_on_road place(segment_id const s, std::uint32_t const along_mm, position const where) {
  return {.segment_ = s, .along_mm_ = along_mm, .where_ = where, .off_ = {}};
}

// A drive over a made network, by the edges that it takes.
struct drive {
  explicit drive(network_maker const& n) : net_{n.finish("motor")}, g_{view_of(net_.graph_)} {}

  route over(std::vector<edge> const& edges, place_on_road const& from, place_on_road const& to) const {
    auto path = std::vector<edge_id>{};
    for (auto const e : edges) {
      path.push_back(g_.edge_of_[e.code_]);
    }
    return make_route(g_, weights(), path, from, to);
  }
  profile_weights weights() const { return view_of(net_.profiles_.front().weights_); }

  std::vector<std::string> told(route const& r) const {
    auto texts = std::vector<std::string>{};
    for (auto const& s : describe(g_, weights(), r)) {
      texts.push_back(s.text_);
    }
    return texts;
  }

  std::vector<std::string> told(std::vector<edge> const& edges) const {
    auto const& first = g_.segments_[edges.front().in().v_];
    auto const& last = g_.segments_[edges.back().in().v_];
    return told(over(edges, place(edges.front().in(), first.length_mm_ / 2, middle(edges.front().in())),
                     place(edges.back().in(), last.length_mm_ / 2, middle(edges.back().in()))));
  }

  position middle(segment_id const s) const {
    auto const a = shape(g_, s).front();
    auto const b = shape(g_, s).back();
    return {(a.lat_e7_ + b.lat_e7_) / 2, a.lon_e7_ / 2 + b.lon_e7_ / 2};
  }

  network_to_build net_;
  road_graph g_;
};

TEST(time_to, is_a_share_of_the_edges_time_rounded_down) {
  EXPECT_EQ(0, time_to(1000, 0, 700));
  EXPECT_EQ(142, time_to(1000, 100, 700));
  EXPECT_EQ(1000, time_to(1000, 700, 700));
  EXPECT_EQ(1'000'000'000, time_to(1'000'000'000, 4'000'000'000, 4'000'000'000));
}

TEST(route, is_clipped_at_both_ends) {
  auto n = network_maker{};
  auto const r = n.road(1);
  auto const a = n.junction(0, 0);
  auto const b = n.junction(1000, 0);
  auto const c = n.junction(1000, 1000);
  auto const first = n.segment(a, b, r, {{200, 0}, {600, 0}});
  auto const second = n.segment(c, b, r, {{1000, 700}, {1000, 300}});  // driven backward
  n.set_turn(forward(first), backward(second), 5000);
  auto const d = drive{n};
  auto const from = place(first, 400'000, at(400, 0));
  auto const to = place(second, 500'000, at(1000, 500));

  auto const way = d.over({forward(first), backward(second)}, from, to);

  EXPECT_THAT(way.geometry_, ElementsAre(at(400, 0), at(600, 0), at(1000, 0), at(1000, 300), at(1000, 500)));
  EXPECT_NEAR(1'100'000, static_cast<double>(way.length_.v_), 1000);
  EXPECT_NEAR(110'000 + 5000, static_cast<double>(way.duration_.v_), 100);
}

TEST(route, on_one_segment_goes_either_way) {
  auto n = network_maker{};
  auto const s = n.segment(n.junction(0, 0), n.junction(1000, 0), n.road(1), {{300, 0}, {500, 0}});
  auto const d = drive{n};
  auto const west = place(s, 250'000, at(250, 0));
  auto const east = place(s, 800'000, at(800, 0));

  EXPECT_THAT(d.over({forward(s)}, west, east).geometry_, ElementsAre(at(250, 0), at(300, 0), at(500, 0), at(800, 0)));
  auto const back = d.over({backward(s)}, east, west);
  EXPECT_THAT(back.geometry_, ElementsAre(at(800, 0), at(500, 0), at(300, 0), at(250, 0)));
  EXPECT_EQ(550'000, back.length_.v_);
  EXPECT_NEAR(55'000, static_cast<double>(back.duration_.v_), 50);
}

TEST(route, a_place_on_a_junction_gives_no_point_twice) {
  auto n = network_maker{};
  auto const r = n.road(1);
  auto const b = n.junction(500, 0);
  auto const one = n.segment(n.junction(0, 0), b, r);
  auto const two = n.segment(b, n.junction(900, 0), r);
  auto const d = drive{n};
  auto const length = d.g_.segments_[one.v_].length_mm_;

  auto const way = d.over({forward(one), forward(two)}, place(one, length, at(500, 0)), place(two, 0, at(500, 0)));

  EXPECT_THAT(way.geometry_, ElementsAre(at(500, 0)));
  EXPECT_EQ(0, way.length_.v_);
  EXPECT_EQ(0, way.duration_.v_);
}

// North, east, south, west of a crossing at the origin, each driven towards it by backward(); named after their side.
struct crossing : testing::Test {
  crossing() {
    auto const middle = maker_.junction(0, 0);
    auto const arm = [&](double const east, double const north, std::string_view const name,
                         std::string_view const ref) {
      return maker_.segment(middle, maker_.junction(east, north), maker_.road(1, {.name_ = name, .ref_ = ref}));
    };
    south_ = arm(0, -300, "Südstraße", "");
    north_ = arm(0, 300, "Nordstraße", "B 3");
    east_ = arm(300, 0, "Oststraße", "");
    west_ = arm(-300, 0, "Südstraße", "");
    north_east_ = arm(170, 230, "", "L 5");
    south_east_ = arm(100, -280, "", "");
  }

  network_maker maker_;
  segment_id south_, north_, east_, west_, north_east_, south_east_;
};

TEST_F(crossing, turns_are_told_with_name_and_reference) {
  auto const d = drive{maker_};
  EXPECT_THAT(d.told({backward(south_), forward(north_)}),
              ElementsAre("Depart on Südstraße heading north", "Continue onto Nordstraße (B 3)", "Arrive"));
  EXPECT_THAT(d.told({backward(south_), forward(east_)}),
              ElementsAre("Depart on Südstraße heading north", "Turn right onto Oststraße", "Arrive"));
  EXPECT_THAT(d.told({backward(north_), forward(east_)}),
              ElementsAre("Depart on Nordstraße (B 3) heading south", "Turn left onto Oststraße", "Arrive"));
}

TEST_F(crossing, slight_and_sharp) {
  auto const d = drive{maker_};
  EXPECT_THAT(d.told({backward(south_), forward(north_east_)})[1], "Turn slight right onto L 5");
  EXPECT_THAT(d.told({backward(south_), forward(south_east_)})[1], "Turn sharp right onto the road");
}

TEST_F(crossing, a_bend_of_the_same_name_is_told) {
  EXPECT_THAT(drive{maker_}.told({backward(south_), forward(west_)})[1], "Turn left to stay on Südstraße");
}

TEST(describe, pieces_of_one_name_are_one_step) {
  auto n = network_maker{};
  auto const j =
      std::vector{n.junction(0, 0), n.junction(300, 0), n.junction(600, 20), n.junction(900, 0), n.junction(600, 300)};
  auto const name = n.road(1, {.name_ = "Allee"});
  auto const other = n.road(2, {.name_ = "Gasse"});
  auto const a = n.segment(j[0], j[1], name);
  auto const b = n.segment(j[1], j[2], name);
  auto const c = n.segment(j[2], j[3], n.road(3));  // a piece without a name
  n.segment(j[2], j[4], other);
  EXPECT_THAT(drive{n}.told({forward(a), forward(b), forward(c)}),
              ElementsAre("Depart on Allee heading east", "Arrive"));
}

TEST(describe, lengths_and_durations_add_up) {
  auto n = network_maker{};
  auto const j = std::vector{n.junction(0, 0), n.junction(333, 0), n.junction(333, 777), n.junction(901, 777)};
  auto const a = n.segment(j[0], j[1], n.road(1, {.name_ = "A"}));
  auto const b = n.segment(j[1], j[2], n.road(2, {.name_ = "B"}));
  auto const c = n.segment(j[2], j[3], n.road(3, {.name_ = "C"}));
  n.set_turn(forward(a), forward(b), 3700);
  auto const d = drive{n};
  auto const way =
      d.over({forward(a), forward(b), forward(c)}, place(a, 100'000, at(100, 0)), place(c, 200'400, at(533, 777)));

  auto const steps = describe(d.g_, d.weights(), way);

  ASSERT_EQ(4U, steps.size());
  EXPECT_EQ(233, steps[0].length_.v_);
  EXPECT_EQ(777, steps[1].length_.v_);
  EXPECT_EQ(to_metres(way.length_), steps[0].length_ + steps[1].length_ + steps[2].length_);
  EXPECT_EQ(to_seconds_up(way.duration_), steps[0].duration_ + steps[1].duration_ + steps[2].duration_);
  EXPECT_EQ(0, steps[3].length_.v_);
  EXPECT_EQ(at(100, 0), steps[0].where_);
  EXPECT_EQ(at(333, 0), steps[1].where_);
  EXPECT_EQ(at(533, 777), steps[3].where_);
}

TEST(describe, counts_the_exits_of_a_roundabout) {
  auto n = network_maker{};
  auto const ring = n.road(1, {.flags_ = road_flag::kRoundabout | road_flag::kOneway});
  auto const south = n.junction(0, -20);
  auto const east = n.junction(20, 0);
  auto const north = n.junction(0, 20);
  auto const west = n.junction(-20, 0);
  auto const r1 = n.oneway(south, east, ring);
  auto const r2 = n.oneway(east, north, ring);
  auto const r3 = n.oneway(north, west, ring);
  n.oneway(west, south, ring);
  auto const in = n.segment(n.junction(0, -300), south, n.road(2, {.name_ = "Süd"}));
  auto const first = n.segment(east, n.junction(300, 0), n.road(3, {.name_ = "Ost"}));
  auto const second = n.segment(north, n.junction(0, 300), n.road(4, {.name_ = "Nord", .ref_ = "B 3"}));
  auto const third = n.segment(west, n.junction(-300, 0), n.road(5, {.name_ = "West"}));
  auto const d = drive{n};
  EXPECT_THAT(d.told({forward(in), forward(r1), forward(first)}),
              ElementsAre("Depart on Süd heading north", "At the roundabout take the 1st exit onto Ost", "Arrive"));
  EXPECT_THAT(
      d.told({forward(in), forward(r1), forward(r2), forward(second)}),
      ElementsAre("Depart on Süd heading north", "At the roundabout take the 2nd exit onto Nord (B 3)", "Arrive"));
  EXPECT_THAT(d.told({forward(in), forward(r1), forward(r2), forward(r3), forward(third)})[1],
              "At the roundabout take the 3rd exit onto West");
}

TEST(describe, ramps_ferries_and_merging) {
  auto n = network_maker{};
  auto const j = std::vector{n.junction(0, 0),      n.junction(300, 0),    n.junction(600, 100),
                             n.junction(2000, 100), n.junction(3000, 100), n.junction(4000, 100)};
  auto const street = n.segment(j[0], j[1], n.road(1, {.name_ = "Straße"}));
  auto const ramp = n.oneway(
      j[1], j[2],
      n.road(2, {.flags_ = road_flag::kLink, .class_ = road_class::kMotorway, .destination_ = "Kiel;Hamburg"}));
  auto const motorway = n.oneway(j[2], j[3], n.road(3, {.ref_ = "A 7", .class_ = road_class::kMotorway}));
  auto const ferry = n.segment(
      j[3], j[4], n.road(4, {.name_ = "Elbfähre", .flags_ = road_flag::kFerry, .class_ = road_class::kFerry}));
  auto const quay = n.segment(j[4], j[5], n.road(5, {.class_ = road_class::kService}));
  EXPECT_THAT(drive{n}.told({forward(street), forward(ramp), forward(motorway), forward(ferry), forward(quay)}),
              ElementsAre("Depart on Straße heading east", "Take the ramp towards Kiel, Hamburg", "Merge onto A 7",
                          "Board the ferry Elbfähre", "Leave the ferry onto the service road", "Arrive"));
}

TEST(describe, a_turn_back_is_a_u_turn) {
  auto n = network_maker{};
  auto const a = n.segment(n.junction(0, 0), n.junction(300, 0), n.road(1, {.name_ = "Sackgasse"}));
  auto const d = drive{n};
  EXPECT_THAT(d.told({forward(a), backward(a)}), testing::Contains("Make a U-turn on Sackgasse"));
}

}  // namespace
}  // namespace leeward::roads
