#include "report/page_data.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "report/small_world.h"

namespace leeward::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct page_data_test : testing::Test {
  roads::road_graph_data roads_{test::village_roads()};
  roads::road_graph graph_{roads::view_of(roads_)};
  planning::scenario scenario_{test::village()};
};

TEST_F(page_data_test, gives_each_place_its_kind_and_beds) {
  auto builder = page_builder{scenario_, graph_};
  auto const data = builder.take();
  ASSERT_EQ(data.places_.size(), 3U);
  EXPECT_EQ(data.places_[0].kind_, "depot");
  EXPECT_EQ(data.places_[1].kind_, "pickup");
  EXPECT_EQ(data.places_[2].kind_, "centre");
  EXPECT_EQ(data.places_[2].beds_, 20);
}

TEST_F(page_data_test, loses_nobody_who_waits) {
  auto const waiting = [&] {
    auto builder = page_builder{scenario_, graph_};
    EXPECT_TRUE(builder.add("Now", test::village_plan(test::at("08:25")), test::village_ways{true}.source()));
    return builder.take().plans_[0];
  };
  EXPECT_THAT(waiting().waiting_, ElementsAre(0, 9, 0)) << "the two that are not served wait there as well";
  EXPECT_EQ(waiting().at_home_, 0);
  auto& two = *std::ranges::find(scenario_.households_, "two", &planning::household::id_);
  two.pickup_point_.clear();
  two.position_ = position{500'000'000, 360'500'000};
  EXPECT_THAT(waiting().waiting_, ElementsAre(0, 7, 0));
  EXPECT_EQ(waiting().at_home_, 2) << "no point is known for them";
}

TEST_F(page_data_test, tells_a_vehicle_day_in_order) {
  auto builder = page_builder{scenario_, graph_};
  ASSERT_TRUE(builder.add("Now", test::village_plan(test::at("08:25")), test::village_ways{true}.source()));
  auto const data = builder.take();
  ASSERT_EQ(data.plans_.size(), 1U);
  EXPECT_EQ(data.ways_.size(), 3U);
  // from, until, activity, way, place, on board, trip; seconds since 08:00
  EXPECT_THAT(
      data.plans_[0].vehicles_[0].items_,
      ElementsAre(item{0, 600, 0, 0, 1, 0, 0}, item{600, 1'200, 1, -1, 1, 7, 0}, item{1'200, 1'500, 2, 1, 2, 7, 0},
                  item{1'500, 2'100, 3, -1, 2, 0, 0}, item{2'100, 3'300, 0, 2, 0, 0, -1}));
  auto const& trip = data.plans_[0].trips_[0];
  EXPECT_EQ(trip.persons_, 7);
  EXPECT_EQ(trip.departure_s_, 600);
  EXPECT_EQ(trip.arrival_s_, 1'500);
  EXPECT_EQ(trip.centre_, 2);
  EXPECT_THAT(trip.pickups_, ElementsAre(1));
}

TEST_F(page_data_test, counts_people_on_the_roads_that_carry_them) {
  auto builder = page_builder{scenario_, graph_};
  ASSERT_TRUE(builder.add("Now", test::village_plan(test::at("08:25")), test::village_ways{true}.source()));
  auto const flows = builder.take().plans_[0].flows_;
  ASSERT_EQ(flows.size(), 1U) << "empty ways carry nobody";
  EXPECT_EQ(flows[0].persons_, 7);
}

TEST_F(page_data_test, subtracts_the_earlier_plan_from_the_later) {
  auto builder = page_builder{scenario_, graph_};
  ASSERT_TRUE(builder.add("Now", test::village_plan(test::at("08:45")), test::village_ways{false}.source()));
  ASSERT_TRUE(builder.add("Before", test::village_plan(test::at("08:25")), test::village_ways{true}.source()));
  builder.compare_flows();
  auto const data = builder.take();
  ASSERT_EQ(data.changes_.size(), 2U);
  EXPECT_EQ(data.changes_[0].persons_, -7) << "the bridge";
  EXPECT_EQ(data.changes_[1].persons_, 7) << "the ford";
  EXPECT_EQ(data.ways_.size(), 5U) << "the way from the depot is the same in both";
}

TEST_F(page_data_test, refuses_a_plan_of_another_scenario) {
  auto plan = test::village_plan(test::at("08:25"));
  plan.duties_[0].trips_ = {"t9"};
  auto builder = page_builder{scenario_, graph_};
  auto const added = builder.add("Now", plan, test::village_ways{true}.source());
  ASSERT_FALSE(added);
  EXPECT_THAT(added.error().sentence_, HasSubstr("names the trip 't9', which is not there"));
}

TEST_F(page_data_test, refuses_a_leg_without_a_way) {
  auto ways = test::village_ways{true};
  ways.routes_->erase({"P", "C"});
  auto builder = page_builder{scenario_, graph_};
  auto const added = builder.add("Now", test::village_plan(test::at("08:25")), ways.source());
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind_, error_kind::kUnreachable);
}

}  // namespace
}  // namespace leeward::report
