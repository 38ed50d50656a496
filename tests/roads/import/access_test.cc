#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

// A road of one kilometre between two ordinary ones.
drawn between(tag_list const& tags) {
  return drawn{snippet{}
                   .node(1, 0, 0)
                   .node(2, 1000, 0)
                   .node(3, 2000, 0)
                   .node(4, 3000, 0)
                   .way(10, {1, 2}, {{"highway", "residential"}})
                   .way(11, {2, 3}, tags)
                   .way(12, {3, 4}, {{"highway", "residential"}})};
}

tag_list with(tag_list tags) {
  tags.emplace_back("highway", "residential");
  return tags;
}

bool both_ways(drawn const& d, std::string const& profile) {
  return d.drives(profile, {2, 3}) && d.drives(profile, {3, 2});
}

bool neither_way(drawn const& d, std::string const& profile) {
  return !d.drives(profile, {2, 3}) && !d.drives(profile, {3, 2});
}

TEST(access, values) {
  for (auto const* open : {"yes", "designated", "permissive", "official", "destination", "delivery", "customers"}) {
    EXPECT_TRUE(both_ways(between(with({{"motor_vehicle", open}})), "car")) << open;
  }
  for (auto const* closed : {"no", "private", "agricultural", "forestry", "military", "emergency"}) {
    EXPECT_TRUE(neither_way(between(with({{"motor_vehicle", closed}})), "car")) << closed;
  }
  EXPECT_TRUE(both_ways(between(with({{"motor_vehicle", "sometimes"}})), "car"));  // says nothing that we know
  EXPECT_TRUE(both_ways(between(with({{"motor_vehicle", "agricultural;destination"}})), "car"));
}

TEST(access, a_precise_key_comes_before_a_general_one) {
  auto const d = between(with({{"access", "no"}, {"vehicle", "no"}, {"motor_vehicle", "no"}, {"motorcar", "yes"}}));
  EXPECT_TRUE(both_ways(d, "car"));
  EXPECT_TRUE(neither_way(d, "coach"));
  EXPECT_TRUE(neither_way(d, "foot"));
  EXPECT_TRUE(neither_way(between(with({{"access", "yes"}, {"motor_vehicle", "no"}})), "car"));
}

TEST(access, minibus_has_a_key_of_its_own) {
  auto const d = between(with({{"motorcar", "no"}, {"minibus", "yes"}}));
  EXPECT_TRUE(both_ways(d, "minibus"));
  EXPECT_TRUE(neither_way(d, "car"));
}

TEST(access, coach_goes_where_a_bus_may) {
  for (auto const* key : {"bus", "psv", "coach", "tourist_bus"}) {
    auto const d = between(with({{"motor_vehicle", "no"}, {key, "yes"}}));
    EXPECT_TRUE(both_ways(d, "coach")) << key;
    EXPECT_TRUE(neither_way(d, "car")) << key;
  }
  // On an evacuation a coach is a bus, even where touring coaches are kept out.
  EXPECT_TRUE(both_ways(between(with({{"tourist_bus", "no"}, {"bus", "yes"}})), "coach"));
  EXPECT_TRUE(neither_way(between(with({{"tourist_bus", "no"}})), "coach"));
}

TEST(access, bus_designated_on_a_closed_road) {
  auto const d = between({{"highway", "service"}, {"access", "no"}, {"bus", "designated"}});
  EXPECT_TRUE(both_ways(d, "coach"));
  EXPECT_TRUE(neither_way(d, "car"));
}

TEST(access, the_value_may_name_the_vehicle) {
  EXPECT_TRUE(both_ways(between(with({{"access", "bus"}})), "coach"));
  EXPECT_TRUE(neither_way(between(with({{"access", "bus"}})), "car"));
}

TEST(access, pedestrian_street_opened_to_buses_at_walking_pace) {
  auto const d = between({{"highway", "pedestrian"}, {"bus", "yes"}});
  EXPECT_NEAR(*d.time("coach", {2, 3}), 360'000, 1'000);  // 10 km/h
  EXPECT_TRUE(neither_way(d, "car"));
}

TEST(access, access_yes_opens_no_footway_to_cars) {
  EXPECT_TRUE(neither_way(between({{"highway", "footway"}, {"access", "yes"}}), "car"));
  EXPECT_TRUE(both_ways(between({{"highway", "footway"}, {"motor_vehicle", "yes"}}), "car"));
}

TEST(access, by_direction) {
  auto const d = between(with({{"motor_vehicle:backward", "no"}}));
  EXPECT_TRUE(d.drives("car", {2, 3}));
  EXPECT_FALSE(d.drives("car", {3, 2}));
  auto const bus = between(with({{"motor_vehicle:forward", "no"}, {"bus:forward", "yes"}}));
  EXPECT_TRUE(both_ways(bus, "coach"));
  EXPECT_FALSE(bus.drives("car", {2, 3}));
}

TEST(access, foot_has_its_own_keys) {
  EXPECT_TRUE(neither_way(between(with({{"foot", "no"}})), "foot"));
  EXPECT_TRUE(neither_way(between(with({{"foot", "use_sidepath"}})), "foot"));
  EXPECT_TRUE(neither_way(between(with({{"access", "private"}})), "foot"));
  EXPECT_TRUE(both_ways(between(with({{"vehicle", "no"}})), "foot"));
  EXPECT_TRUE(neither_way(between({{"highway", "trunk"}, {"motorroad", "yes"}}), "foot"));
  EXPECT_TRUE(both_ways(between({{"highway", "trunk"}}), "foot"));
}

TEST(access, destination_costs_once_for_entering) {
  auto const open = between(with({}));
  auto const d = between(with({{"motor_vehicle", "destination"}}));
  EXPECT_EQ(*d.time("car", {1, 2, 3, 4}), *open.time("car", {1, 2, 3, 4}) + 60'000);
  EXPECT_EQ(*d.time("coach", {1, 2, 3, 4}), *open.time("coach", {1, 2, 3, 4}) + 120'000);
  EXPECT_EQ(*d.time("car", {2, 3, 4}), *open.time("car", {2, 3, 4}));  // who starts inside just leaves
}

TEST(access, destination_costs_nothing_more_inside) {
  auto const inside = tag_list{{"highway", "residential"}, {"motor_vehicle", "destination"}};
  auto const d =
      drawn{snippet{}.node(1, 0, 0).node(2, 100, 0).node(3, 200, 0).way(10, {1, 2}, inside).way(11, {2, 3}, inside)};
  EXPECT_EQ(*d.time("car", {1, 2, 3}), *d.time("car", {1, 2}) + *d.time("car", {2, 3}));
}

TEST(access, conditional_tags_are_counted_and_not_applied) {
  auto const d =
      between(with({{"motor_vehicle:conditional", "no @ (22:00-06:00)"}, {"maxspeed:conditional", "30 @ wet"}}));
  EXPECT_TRUE(both_ways(d, "car"));
  EXPECT_EQ(d.map_.report_.conditional_tags_, 2U);
}

TEST(oneway, values) {
  for (auto const* yes : {"yes", "true", "1"}) {
    auto const d = between(with({{"oneway", yes}}));
    EXPECT_TRUE(d.drives("car", {2, 3})) << yes;
    EXPECT_FALSE(d.drives("car", {3, 2})) << yes;
  }
  for (auto const* reverse : {"-1", "reverse"}) {
    auto const d = between(with({{"oneway", reverse}}));
    EXPECT_FALSE(d.drives("car", {2, 3})) << reverse;
    EXPECT_TRUE(d.drives("car", {3, 2})) << reverse;
  }
  for (auto const* no : {"no", "false", "0", "alternating"}) {
    EXPECT_TRUE(both_ways(between(with({{"oneway", no}})), "car")) << no;
  }
}

TEST(oneway, reversible_is_closed_and_counted) {
  auto const d = between(with({{"oneway", "reversible"}}));
  EXPECT_TRUE(neither_way(d, "car"));
  EXPECT_EQ(d.map_.report_.reversible_ways_, 1U);
}

TEST(oneway, implied) {
  for (auto const& tags : {tag_list{{"highway", "motorway"}}, tag_list{{"highway", "motorway_link"}},
                           with({{"junction", "roundabout"}}), with({{"junction", "circular"}})}) {
    auto const d = between(tags);
    EXPECT_TRUE(d.drives("car", {2, 3}));
    EXPECT_FALSE(d.drives("car", {3, 2}));
  }
  EXPECT_TRUE(both_ways(between({{"highway", "motorway_link"}, {"oneway", "no"}}), "car"));
  EXPECT_TRUE(both_ways(between({{"highway", "trunk"}}), "car"));
}

TEST(oneway, exceptions_for_buses) {
  for (auto const* key : {"oneway:bus", "oneway:psv"}) {
    auto const d = between(with({{"oneway", "yes"}, {key, "no"}}));
    EXPECT_TRUE(both_ways(d, "coach")) << key;
    EXPECT_FALSE(d.drives("car", {3, 2})) << key;
  }
  auto const only_cars = between(with({{"oneway", "yes"}, {"oneway:motorcar", "no"}}));
  EXPECT_TRUE(both_ways(only_cars, "car"));
  EXPECT_FALSE(only_cars.drives("coach", {3, 2}));
}

TEST(oneway, bus_lane_against_the_traffic) {
  for (auto const& [key, value] : tag_list{{"busway", "opposite_lane"},
                                           {"busway:left", "opposite_lane"},
                                           {"lanes:psv:backward", "1"},
                                           {"lanes:bus:backward", "1"},
                                           {"bus:lanes:backward", "designated"},
                                           {"psv:lanes:backward", "yes|no"},
                                           {"psv", "opposite_lane"},
                                           {"bus", "opposite_lane"},
                                           {"psv:backward", "yes"},
                                           {"bus:backward", "designated"}}) {
    auto const d = between(with({{"oneway", "yes"}, {key, value}}));
    EXPECT_TRUE(both_ways(d, "coach")) << key;
    EXPECT_FALSE(d.drives("car", {3, 2})) << key;
    EXPECT_FALSE(d.drives("minibus", {3, 2})) << key;
  }
  EXPECT_FALSE(between(with({{"oneway", "yes"}, {"lanes:psv:backward", "0"}})).drives("coach", {3, 2}));
}

TEST(oneway, bus_lane_against_the_traffic_of_a_way_drawn_against_it) {
  for (auto const& [key, value] : tag_list{{"busway", "opposite_lane"},
                                           {"lanes:psv:forward", "1"},
                                           {"bus:lanes:forward", "designated"},
                                           {"bus:forward", "yes"}}) {
    auto const d = between(with({{"oneway", "-1"}, {key, value}}));
    EXPECT_TRUE(both_ways(d, "coach")) << key;
    EXPECT_FALSE(d.drives("car", {2, 3})) << key;
    EXPECT_TRUE(d.drives("car", {3, 2})) << key;
  }
}

TEST(oneway, does_not_bind_walkers_unless_it_says_so) {
  EXPECT_TRUE(both_ways(between(with({{"oneway", "yes"}})), "foot"));
  auto const d = between(with({{"oneway", "yes"}, {"oneway:foot", "yes"}}));
  EXPECT_TRUE(d.drives("foot", {2, 3}));
  EXPECT_FALSE(d.drives("foot", {3, 2}));
  auto const escalator = between({{"highway", "steps"}, {"conveying", "backward"}});
  EXPECT_FALSE(escalator.drives("foot", {2, 3}));
  EXPECT_TRUE(escalator.drives("foot", {3, 2}));
}

}  // namespace
}  // namespace leeward::roads::test
