#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

// A road with something standing on its middle node 2.
drawn with_node(tag_list const& tags) {
  return drawn{
      snippet{}.node(1, 0, 0).node(2, 500, 0, tags).node(3, 1000, 0).way(10, {1, 2, 3}, {{"highway", "residential"}})};
}

bool passes(drawn const& d, std::string const& profile) {
  return d.drives(profile, {1, 2, 3}) && d.drives(profile, {3, 2, 1});
}

TEST(barriers, what_blocks_vehicles) {
  for (auto const* barrier : {"bollard", "block", "cycle_barrier", "chain", "log", "jersey_barrier", "stile", "yes"}) {
    auto const d = with_node({{"barrier", barrier}});
    EXPECT_FALSE(passes(d, "car")) << barrier;
    EXPECT_FALSE(passes(d, "coach")) << barrier;
    EXPECT_TRUE(passes(d, "foot")) << barrier;
  }
}

TEST(barriers, what_does_not) {
  for (auto const* barrier : {"gate", "lift_gate", "toll_booth", "cattle_grid", "entrance", "kerb", "border_control"}) {
    EXPECT_TRUE(passes(with_node({{"barrier", barrier}}), "car")) << barrier;
    EXPECT_TRUE(passes(with_node({{"barrier", barrier}}), "coach")) << barrier;
  }
}

TEST(barriers, of_several_at_one_place_the_one_that_lets_through_counts) {
  for (auto const* barrier : {"gate;kissing_gate", "kissing_gate; gate", "lift_gate,lights"}) {
    EXPECT_TRUE(passes(with_node({{"barrier", barrier}}), "car")) << barrier;
  }
  EXPECT_FALSE(passes(with_node({{"barrier", "bollard;chain"}}), "car"));
  EXPECT_TRUE(passes(with_node({{"barrier", "wall;stile"}}), "foot"));
}

TEST(barriers, bus_trap_and_sump_buster_let_buses_through) {
  for (auto const* barrier : {"bus_trap", "sump_buster"}) {
    auto const d = with_node({{"barrier", barrier}});
    EXPECT_TRUE(passes(d, "coach")) << barrier;
    EXPECT_FALSE(passes(d, "car")) << barrier;
    EXPECT_FALSE(passes(d, "minibus")) << barrier;
  }
}

TEST(barriers, access_tags_overrule) {
  EXPECT_TRUE(passes(with_node({{"barrier", "bollard"}, {"motor_vehicle", "yes"}}), "car"));
  auto const buses = with_node({{"barrier", "bollard"}, {"access", "no"}, {"bus", "yes"}, {"foot", "yes"}});
  EXPECT_TRUE(passes(buses, "coach"));
  EXPECT_FALSE(passes(buses, "car"));
  EXPECT_TRUE(passes(buses, "foot"));
  EXPECT_FALSE(passes(with_node({{"barrier", "gate"}, {"access", "private"}}), "car"));
  EXPECT_FALSE(passes(with_node({{"barrier", "gate"}, {"access", "private"}}), "foot"));
  EXPECT_FALSE(passes(with_node({{"barrier", "gate"}, {"locked", "yes"}}), "car"));
}

TEST(barriers, walls_block_walkers) { EXPECT_FALSE(passes(with_node({{"barrier", "wall"}}), "foot")); }

TEST(barriers, height_restrictor_by_the_height_of_the_vehicle) {
  auto const d = with_node({{"barrier", "height_restrictor"}, {"maxheight", "2.1"}});
  EXPECT_FALSE(passes(d, "coach"));
  EXPECT_FALSE(passes(d, "minibus"));
  EXPECT_TRUE(passes(d, "car"));
}

TEST(barriers, one_may_turn_back_in_front) {
  auto const d = with_node({{"barrier", "bollard"}});
  EXPECT_TRUE(d.drives("car", {1, 2, 1}));
  EXPECT_TRUE(d.drives("car", {3, 2, 3}));
  EXPECT_EQ(*d.time("car", {1, 2, 1}), 2 * *d.time("car", {1, 2}) + 20'000);
}

TEST(barriers, one_that_nobody_minds_makes_no_junction) {
  EXPECT_FALSE(with_node({{"barrier", "kerb"}}).is_junction("motor", 2));
  EXPECT_TRUE(with_node({{"barrier", "bollard"}}).is_junction("motor", 2));
  EXPECT_FALSE(with_node({{"barrier", "bollard"}}).is_junction("foot", 2));
}

TEST(barriers, what_one_waits_at_costs_time) {
  auto const free = *with_node({}).time("car", {1, 2, 3});
  EXPECT_EQ(*with_node({{"barrier", "gate"}}).time("car", {1, 2, 3}), free + 30'000);
  EXPECT_EQ(*with_node({{"barrier", "toll_booth"}}).time("car", {1, 2, 3}), free + 15'000);
  EXPECT_EQ(*with_node({{"barrier", "border_control"}}).time("car", {1, 2, 3}), free + 300'000);
}

TEST(delays, signals_and_crossings_cost_time_and_make_no_junction) {
  auto const free = *with_node({}).time("car", {1, 2, 3});
  auto const signals = with_node({{"highway", "traffic_signals"}});
  EXPECT_EQ(*signals.time("car", {1, 2, 3}), free + 8'000);
  EXPECT_FALSE(signals.is_junction("motor", 2));
  EXPECT_EQ(*with_node({{"highway", "crossing"}, {"crossing", "traffic_signals"}}).time("car", {1, 2, 3}),
            free + 3'000);
  EXPECT_EQ(*with_node({{"highway", "crossing"}, {"crossing", "unmarked"}}).time("car", {1, 2, 3}), free);
  EXPECT_EQ(*with_node({{"railway", "level_crossing"}}).time("car", {1, 2, 3}), free + 6'000);
  EXPECT_EQ(*with_node({{"traffic_calming", "bump"}}).time("car", {1, 2, 3}), free + 2'000);
}

TEST(delays, a_sign_may_stand_for_one_direction) {
  auto const d = with_node({{"highway", "stop"}, {"direction", "forward"}});
  EXPECT_EQ(*d.time("car", {1, 2, 3}), *d.time("car", {3, 2, 1}) + 4'000);
  auto const signals = with_node({{"highway", "traffic_signals"}, {"traffic_signals:direction", "backward"}});
  EXPECT_EQ(*signals.time("car", {1, 2, 3}) + 8'000, *signals.time("car", {3, 2, 1}));
}

// A road west to east (10 and 11) with one to the north (12) at node 2, on which something stands.
drawn fork(tag_list const& node, import_options const& options = everything()) {
  return drawn{snippet{}
                   .node(1, 0, 0)
                   .node(2, 500, 0, node)
                   .node(3, 1000, 0)
                   .node(4, 500, 500)
                   .way(10, {1, 2}, {{"highway", "primary"}})
                   .way(11, {2, 3}, {{"highway", "primary"}})
                   .way(12, {2, 4}, {{"highway", "residential"}}),
               options};
}

TEST(turns, straight_on_is_free) {
  auto const d = fork({});
  EXPECT_EQ(*d.time("car", {1, 2, 3}), *d.time("car", {1, 2}) + *d.time("car", {2, 3}));
}

TEST(turns, across_the_oncoming_traffic_costs_more) {
  auto const d = fork({});
  auto const left = *d.time("car", {1, 2, 4}) - *d.time("car", {1, 2}) - *d.time("car", {2, 4});
  auto const right = *d.time("car", {3, 2, 4}) - *d.time("car", {3, 2}) - *d.time("car", {2, 4});
  EXPECT_EQ(left, 4'000);
  EXPECT_EQ(right, 2'000);
}

TEST(turns, the_other_way_round_where_one_drives_on_the_left) {
  auto malta = everything();
  malta.country_ = "MT";
  auto const d = fork({}, malta);
  EXPECT_EQ(*d.time("car", {1, 2, 4}) - *d.time("car", {1, 2}) - *d.time("car", {2, 4}), 2'000);
  EXPECT_EQ(*d.time("car", {3, 2, 4}) - *d.time("car", {3, 2}) - *d.time("car", {2, 4}), 4'000);
  EXPECT_TRUE(d.map_.report_.drives_on_left_);
}

TEST(turns, the_smaller_road_gives_way) {
  auto const d = fork({});
  auto const out = *d.time("car", {4, 2, 1}) - *d.time("car", {4, 2}) - *d.time("car", {2, 1});
  EXPECT_EQ(out, 2'000 + 3'000);  // to the right, and giving way
}

TEST(turns, signals_at_a_junction_replace_giving_way) {
  auto const d = fork({{"highway", "traffic_signals"}});
  EXPECT_EQ(*d.time("car", {4, 2, 1}) - *d.time("car", {4, 2}) - *d.time("car", {2, 1}), 2'000 + 8'000);
  EXPECT_EQ(*d.time("car", {1, 2, 3}) - *d.time("car", {1, 2}) - *d.time("car", {2, 3}), 8'000);
}

TEST(turns, sharp_ones_cost_more) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 500, 0)
                           .node(3, 1000, 0)
                           .node(4, 0, 100)
                           .way(10, {1, 2}, {{"highway", "primary"}})
                           .way(11, {2, 3}, {{"highway", "primary"}})
                           .way(12, {2, 4}, {{"highway", "primary"}})};
  auto const back_left = *d.time("car", {1, 2, 4}) - *d.time("car", {1, 2}) - *d.time("car", {2, 4});
  EXPECT_EQ(back_left, 4'000 + 2'000);
}

TEST(turns, walkers_lose_no_time) {
  auto const d = fork({});
  EXPECT_EQ(*d.time("foot", {1, 2, 4}), *d.time("foot", {1, 2}) + *d.time("foot", {2, 4}));
}

TEST(turns, a_bend_is_no_turn) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 500, 0)
                           .node(3, 500, 500)
                           .way(10, {1, 2}, {{"highway", "primary"}})
                           .way(11, {2, 3}, {{"highway", "secondary"}})};
  EXPECT_EQ(*d.time("car", {1, 2, 3}), *d.time("car", {1, 2}) + *d.time("car", {2, 3}));
}

}  // namespace
}  // namespace leeward::roads::test
