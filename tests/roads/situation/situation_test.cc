#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/roads.h"
#include "roads/small_map.h"

namespace leeward::roads {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto const kCoach = profile_id{0};

// A village in the west, a town in the east; a short bridge (way 1) and a long way round (ways 2, 3, 4). 10 m a second.
//
//        2 ---- 3
//        |      |
//   west + -1-- + east
struct river : testing::Test {
  river() {
    auto n = network_maker{};
    auto const west = n.junction(0, 0);
    auto const east = n.junction(1000, 0);
    auto const north_west = n.junction(0, 2000);
    auto const north_east = n.junction(1000, 2000);
    n.segment(west, east, n.road(1, {.name_ = "Brücke"}));
    n.segment(west, north_west, n.road(2));
    n.segment(north_west, north_east, n.road(3));
    n.segment(north_east, east, n.road(4));
    n.segment(n.junction(-1000, 0), west, n.road(5));
    n.segment(east, n.junction(2000, 0), n.road(6));
    n.segment(west, n.junction(0, -300), n.road(7));  // where one can turn round
    map_ = small_map(n);
    from_ = *snap(*map_, kCoach, at(-500, 0), metres{10});
    to_ = *snap(*map_, kCoach, at(1500, 0), metres{10});
  }

  double seconds_from_to(situation const& s) const {
    auto const ms = s.distance(from_, to_);
    return ms.has_value() ? static_cast<double>(ms->v_) / 1000 : -1;
  }

  std::shared_ptr<road_map const> map_;
  place_on_road from_;
  place_on_road to_;
};

closure on_way(std::string id, std::int64_t const way, std::int32_t const percent = kClosed) {
  auto c = closure{};
  c.id_ = std::move(id);
  c.ways_ = {way};
  c.speed_percent_ = percent;
  return c;
}

TEST_F(river, the_open_map_goes_over_the_bridge) {
  auto const s = situation{map_, kCoach};
  EXPECT_NEAR(200, seconds_from_to(s), 0.1);
  auto const way = s.find_route(from_, to_);
  ASSERT_TRUE(way.has_value());
  EXPECT_EQ(s.distance(from_, to_), way->duration_);
  EXPECT_NEAR(2'000'000, static_cast<double>(way->length_.v_), 500);
  EXPECT_THAT(way->geometry_, ElementsAre(from_.where_, at(0, 0), at(1000, 0), to_.where_));
  EXPECT_EQ("Continue onto Brücke", s.describe(*way)[1].text_);
}

TEST_F(river, a_car_is_faster) { EXPECT_NEAR(100, seconds_from_to(situation{map_, {1}}), 0.1); }

TEST_F(river, a_closed_bridge_sends_everybody_round_until_it_opens) {
  auto s = situation{map_, kCoach};
  ASSERT_TRUE(s.close(std::vector{on_way("bridge", 1)}).has_value());
  EXPECT_NEAR(600, seconds_from_to(s), 0.1);
  EXPECT_NEAR(6'000'000, static_cast<double>(s.find_route(from_, to_)->length_.v_), 1000);
  ASSERT_TRUE(s.open(std::vector<std::string>{"bridge"}).has_value());
  EXPECT_NEAR(200, seconds_from_to(s), 0.1);
}

TEST_F(river, slowdowns_multiply) {
  auto s = situation{map_, kCoach};
  ASSERT_TRUE(s.close(std::vector{on_way("ice", 1, 50)}).has_value());
  EXPECT_NEAR(300, seconds_from_to(s), 0.1);
  ASSERT_TRUE(s.close(std::vector{on_way("fog", 1, 50)}).has_value());
  EXPECT_NEAR(500, seconds_from_to(s), 0.1);
  ASSERT_TRUE(s.close(std::vector{on_way("ash", 1, 50)}).has_value());
  EXPECT_NEAR(600, seconds_from_to(s), 0.1);  // 800 over the bridge: now round
  ASSERT_TRUE(s.open(std::vector<std::string>{"ice", "ash"}).has_value());
  EXPECT_NEAR(300, seconds_from_to(s), 0.1);
}

TEST_F(river, a_copy_does_not_change_with_its_original) {
  auto s = situation{map_, kCoach};
  ASSERT_TRUE(s.close(std::vector{on_way("bridge", 1)}).has_value());
  auto const copy = s;
  ASSERT_TRUE(s.open(std::vector<std::string>{"bridge"}).has_value());
  EXPECT_NEAR(600, seconds_from_to(copy), 0.1);
  EXPECT_NEAR(200, seconds_from_to(s), 0.1);
}

TEST_F(river, what_is_slower_is_told_in_its_directions) {
  auto const open = situation{map_, kCoach};
  auto s = open;
  EXPECT_TRUE(s.slower_than(open).value().empty());
  auto bridge = on_way("bridge", 1);
  bridge.direction_ = closed_direction::kForward;
  ASSERT_TRUE(s.close(std::vector{bridge}).has_value());
  auto const closed = s.slower_than(open).value();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].segment_, segment_id{0});
  EXPECT_TRUE(closed[0].forward_);
  EXPECT_FALSE(closed[0].backward_);
  EXPECT_NEAR(500'000, closed[0].along_mm_, 1000);
  ASSERT_TRUE(s.close(std::vector{on_way("ice", 3, 50)}).has_value());
  EXPECT_EQ(s.slower_than(open).value().size(), 3U);
  EXPECT_FALSE(open.slower_than(s).has_value());
}

TEST_F(river, a_closure_for_cars_leaves_the_coaches_alone) {
  auto s = situation{map_, kCoach};
  auto c = on_way("bridge", 1);
  c.vehicles_ = {"car"};
  ASSERT_TRUE(s.close(std::vector{c}).has_value());
  EXPECT_NEAR(200, seconds_from_to(s), 0.1);
  ASSERT_TRUE(s.open(std::vector<std::string>{"bridge"}).has_value());
  auto cars = situation{map_, {1}};
  ASSERT_TRUE(cars.close(std::vector{c}).has_value());
  EXPECT_NEAR(300, seconds_from_to(cars), 0.1);
}

TEST_F(river, closed_in_one_direction) {
  auto s = situation{map_, kCoach};
  auto c = on_way("bridge", 1);
  c.direction_ = closed_direction::kForward;
  ASSERT_TRUE(s.close(std::vector{c}).has_value());
  EXPECT_NEAR(600, seconds_from_to(s), 0.1);
  EXPECT_NEAR(200'000, static_cast<double>(s.distance(to_, from_)->v_), 100);
}

TEST_F(river, nobody_starts_or_stops_on_a_closed_road) {
  auto s = situation{map_, kCoach};
  auto const on_bridge = *snap(*map_, kCoach, at(500, 0), metres{10});
  EXPECT_TRUE(s.distance(from_, on_bridge).has_value());
  ASSERT_TRUE(s.close(std::vector{on_way("bridge", 1)}).has_value());
  EXPECT_FALSE(s.distance(from_, on_bridge).has_value());
  EXPECT_FALSE(s.distance(on_bridge, to_).has_value());
  EXPECT_FALSE(s.distance(on_bridge, on_bridge).has_value());
}

TEST_F(river, says_whether_a_closure_is_the_reason) {
  auto s = situation{map_, kCoach};
  ASSERT_TRUE(s.close(std::vector{on_way("bridge", 1), on_way("north", 3)}).has_value());
  auto const none = s.find_route(from_, to_);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(error_kind::kUnreachable, none.error().kind_);
  EXPECT_THAT(none.error().sentence_, HasSubstr("while the closures hold; without them there is one"));
  EXPECT_EQ(-1, seconds_from_to(s));
  auto entry = kNever - 1;
  s.matrix({&from_, 1}, {&to_, 1}, {&entry, 1});
  EXPECT_EQ(kNever, entry);
}

TEST_F(river, an_error_changes_nothing) {
  auto s = situation{map_, kCoach};
  EXPECT_FALSE(s.close(std::vector{on_way("bridge", 1), on_way("nowhere", 77)}).has_value());
  EXPECT_NEAR(200, seconds_from_to(s), 0.1);
  ASSERT_TRUE(s.close(std::vector{on_way("bridge", 1)}).has_value());
  auto const twice = s.close(std::vector{on_way("other", 2), on_way("bridge", 1)});
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ("Closure \"bridge\" is in force already.", twice.error().sentence_);
  EXPECT_NEAR(600, seconds_from_to(s), 0.1);
  auto const unknown = s.open(std::vector<std::string>{"bridge", "other"});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ("Closure \"other\" is not in force.", unknown.error().sentence_);
  EXPECT_NEAR(600, seconds_from_to(s), 0.1);
}

TEST_F(river, a_vehicle_kind_that_the_map_does_not_know_is_an_error) {
  auto s = situation{map_, kCoach};
  auto c = on_way("bridge", 1);
  c.vehicles_ = {"coahc"};
  auto const wrong = s.close(std::vector{c});
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ("Closure \"bridge\": The map has no profile \"coahc\"; it has coach, car.", wrong.error().sentence_);
}

TEST_F(river, places_cut_off_are_named) {
  auto s = situation{map_, kCoach};
  auto const east = *snap(*map_, kCoach, at(1000, 100), metres{10});
  auto const bridge = *snap(*map_, kCoach, at(500, 0), metres{10});
  auto const places = std::vector{from_, to_, east, bridge};
  EXPECT_THAT(s.cut_off(places), ElementsAre());
  ASSERT_TRUE(s.close(std::vector{on_way("west", 5)}).has_value());
  EXPECT_THAT(s.cut_off(places), ElementsAre(0));
  ASSERT_TRUE(s.close(std::vector{on_way("bridge", 1)}).has_value());
  EXPECT_THAT(s.cut_off(places), ElementsAre(0, 3));
  ASSERT_TRUE(s.open(std::vector<std::string>{"west", "bridge"}).has_value());
  EXPECT_THAT(s.cut_off(places), ElementsAre());
}

TEST_F(river, one_that_can_be_reached_but_not_left_is_cut_off) {
  auto s = situation{map_, kCoach};
  auto c = on_way("out", 6);
  c.direction_ = closed_direction::kBackward;
  ASSERT_TRUE(s.close(std::vector{c}).has_value());
  EXPECT_TRUE(s.distance(from_, to_).has_value());
  EXPECT_THAT(s.cut_off(std::vector{from_, to_}), ElementsAre(1));
}

TEST_F(river, the_reference_search_refuses_what_a_situation_refuses) {
  EXPECT_FALSE(dijkstra::create(map_, kCoach, std::vector{on_way("nowhere", 77)}).has_value());
}

}  // namespace
}  // namespace leeward::roads
