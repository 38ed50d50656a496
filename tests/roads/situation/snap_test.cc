#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/roads.h"
#include "roads/small_map.h"

namespace leeward::roads {
namespace {

using testing::HasSubstr;

constexpr auto const kCoach = profile_id{0};

// A street to the east with two directions, and a oneway 500 m north of it.
std::shared_ptr<road_map const> two_streets(driving_side const side = driving_side::kRight) {
  auto n = network_maker{};
  auto const a = n.junction(0, 0);
  auto const b = n.junction(1000, 0);
  n.segment(a, b, n.road(1));
  n.oneway(n.junction(0, 500), n.junction(1000, 500), n.road(2));
  auto map = *small_map(n);
  map.meta_.driving_side_ = side;
  return std::make_shared<road_map const>(map);
}

TEST(snap, gives_the_nearest_place_and_its_distance) {
  auto const place = snap(*two_streets(), kCoach, at(300, 30), metres{100});
  ASSERT_TRUE(place.has_value()) << place.error().sentence_;
  EXPECT_EQ(0U, place->segment_.v_);
  EXPECT_NEAR(300'000, place->along_mm_, 300);
  EXPECT_EQ(30, place->off_.v_);
  EXPECT_TRUE(place->forward_);
  EXPECT_TRUE(place->backward_);
}

TEST(snap, a_oneway_is_for_one_direction) {
  auto const place = snap(*two_streets(), kCoach, at(300, 480), metres{100}, kerb::kDoorSide);
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(1U, place->segment_.v_);
  EXPECT_TRUE(place->forward_);
  EXPECT_FALSE(place->backward_);
}

TEST(snap, the_doors_are_on_the_right_in_right_hand_traffic) {
  auto const north = snap(*two_streets(), kCoach, at(300, 10), metres{100}, kerb::kDoorSide);
  EXPECT_FALSE(north->forward_);  // who drives east has the house on the left
  EXPECT_TRUE(north->backward_);
  auto const south = snap(*two_streets(), kCoach, at(300, -10), metres{100}, kerb::kDoorSide);
  EXPECT_TRUE(south->forward_);
  EXPECT_FALSE(south->backward_);
}

TEST(snap, the_doors_are_on_the_left_in_left_hand_traffic) {
  auto const north = snap(*two_streets(driving_side::kLeft), kCoach, at(300, 10), metres{100}, kerb::kDoorSide);
  EXPECT_TRUE(north->forward_);
  EXPECT_FALSE(north->backward_);
}

TEST(snap, a_point_on_the_road_is_on_both_sides) {
  auto const place = snap(*two_streets(), kCoach, at(1000, 0), metres{100}, kerb::kDoorSide);
  EXPECT_TRUE(place->forward_);
  EXPECT_TRUE(place->backward_);
}

TEST(snap, skips_roads_that_the_profile_may_not_use) {
  auto n = network_maker{};
  auto const near = n.segment(n.junction(0, 0), n.junction(1000, 0), n.road(1));
  n.segment(n.junction(0, 50), n.junction(1000, 50), n.road(2));
  auto networks = std::vector<network_to_build>{};
  networks.push_back(n.finish("motor"));
  auto& coach = networks[0].profiles_[0].weights_;
  coach.edge_ms_[near.v_ * 2] = coach.edge_ms_[near.v_ * 2 + 1] = kNever;
  auto const map = small_map(std::move(networks));
  EXPECT_EQ(1U, snap(*map, {0}, at(300, 10), metres{100})->segment_.v_);
  EXPECT_EQ(0U, snap(*map, {1}, at(300, 10), metres{100})->segment_.v_);
}

TEST(snap, says_how_far_the_nearest_road_is) {
  auto const none = snap(*two_streets(), kCoach, at(300, 250), metres{100});
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(error_kind::kNotFound, none.error().kind_);
  EXPECT_THAT(none.error().sentence_, HasSubstr("coach is 250 m away, farther than the limit of 100 m."));
  EXPECT_TRUE(snap(*two_streets(), kCoach, at(300, 250), metres{251}).has_value());
}

TEST(snap, suspects_swapped_coordinates) {
  auto const p = at(300, 10);
  auto const none = snap(*two_streets(), kCoach, {.lat_e7_ = p.lon_e7_, .lon_e7_ = p.lat_e7_}, metres{1000});
  ASSERT_FALSE(none.has_value());
  EXPECT_THAT(none.error().sentence_, HasSubstr("Latitude and longitude look swapped: 49.0"));
}

TEST(snap, says_when_a_point_is_off_the_map) {
  auto const none = snap(*two_streets(), kCoach, at(0, 5000), metres{1000});
  ASSERT_FALSE(none.has_value());
  EXPECT_THAT(none.error().sentence_, HasSubstr("4500 m away"));
  EXPECT_THAT(none.error().sentence_, HasSubstr("outside the map, which covers 49.0000000,8.0000000 to 49.0044960"));
}

TEST(snap, says_when_a_point_is_on_the_other_side_of_the_world) {
  auto const none = snap(*two_streets(), kCoach, {-400'000'000, -1'700'000'000}, metres{1000});
  ASSERT_FALSE(none.has_value());
  EXPECT_THAT(none.error().sentence_, HasSubstr("more than 1000 km away"));
}

TEST(find_profile, names_those_that_there_are) {
  EXPECT_EQ(1U, find_profile(*two_streets(), "car")->v_);
  auto const none = find_profile(*two_streets(), "tram");
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ("The map has no profile \"tram\"; it has coach, car.", none.error().sentence_);
}

}  // namespace
}  // namespace leeward::roads
