#include <filesystem>
#include <string>

#include <gmock/gmock.h>

#include "base/file.h"
#include "report/busiest_road.h"
#include "report/report.h"
#include "report/small_world.h"
#include "roads/small_map.h"

// On a map with two bridges: the near one of two carriageways, and one farther north.
namespace leeward::report {
namespace {

using roads::road_flag::kBridge;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct river_test : testing::Test {
  void SetUp() override {
    auto n = roads::network_maker{};
    auto const west = n.junction(0, 0);
    auto const east = n.junction(1'000, 0);
    auto const north_west = n.junction(0, 2'000);
    auto const north_east = n.junction(1'000, 2'000);
    n.oneway(west, east, n.road(11, {.name_ = "Old bridge", .flags_ = kBridge}));
    n.oneway(east, west, n.road(12, {.name_ = "Old bridge", .flags_ = kBridge}));
    n.segment(north_west, north_east, n.road(13, {.name_ = "New bridge", .flags_ = kBridge}));
    n.segment(west, north_west, n.road(14));
    n.segment(east, north_east, n.road(15));
    n.segment(n.junction(-1'000, 0), west, n.road(16));
    n.segment(east, n.junction(2'000, 0), n.road(17));
    map_ = roads::small_map(n);
    scenario_.depots_[0].position_ = roads::at(-900, 0);
    scenario_.pickup_points_[0].position_ = roads::at(-500, 0);
    scenario_.centres_[0].position_ = roads::at(1'500, 0);
  }

  std::shared_ptr<roads::road_map const> map_;
  planning::scenario scenario_{test::village()};
  planning::plan plan_{test::village_plan(test::at("08:25"))};
};

TEST_F(river_test, finds_the_bridge_that_carries_most) {
  auto const found = busiest_road(map_, scenario_, plan_);
  ASSERT_TRUE(found) << found.error().sentence_;
  ASSERT_TRUE(*found);
  EXPECT_EQ((**found).name_, "Old bridge");
  EXPECT_THAT((**found).ways_, ElementsAre(11, 12)) << "both carriageways";
  EXPECT_EQ((**found).trips_, 1) << "the empty way home does not count";
  EXPECT_EQ((**found).persons_, persons{7});
}

TEST_F(river_test, finds_the_other_bridge_once_the_first_is_closed) {
  scenario_.closures_ = {closing(**busiest_road(map_, scenario_, plan_))};
  auto const found = busiest_road(map_, scenario_, plan_);
  ASSERT_TRUE(found) << found.error().sentence_;
  ASSERT_TRUE(*found);
  EXPECT_EQ((**found).name_, "New bridge");
  EXPECT_EQ((**found).persons_, persons{7});
}

TEST_F(river_test, takes_the_busiest_road_where_no_bridge_is_crossed) {
  scenario_.centres_[0].position_ = roads::at(-100, 0);
  auto const found = busiest_road(map_, scenario_, plan_);
  ASSERT_TRUE(found) << found.error().sentence_;
  ASSERT_TRUE(*found);
  EXPECT_FALSE((**found).is_bridge_);
  EXPECT_THAT((**found).ways_, ElementsAre(16));
}

TEST_F(river_test, finds_nothing_where_nobody_travels) {
  plan_.trips_.clear();
  auto const found = busiest_road(map_, scenario_, plan_);
  ASSERT_TRUE(found) << found.error().sentence_;
  EXPECT_FALSE(*found);
}

// 1,000 m at 10 m a second over the bridge; 5,000 m by the north: 400 s and 4 km more.
TEST_F(river_test, tells_the_detour_of_a_closed_bridge) {
  auto closed = scenario_;
  closed.closures_ = {closing(**busiest_road(map_, scenario_, plan_))};
  auto const now = test::village_plan(test::at("08:35"));
  auto const html = make_html(map_, {closed, now}, planned{scenario_, plan_});
  ASSERT_TRUE(html) << html.error().sentence_;
  EXPECT_THAT(*html, HasSubstr("<strong>Closed:</strong> the bridge of Old bridge"));
  EXPECT_THAT(*html, HasSubstr("1 loaded drive of the earlier plan, with 7 people on board, needs another way."));
  EXPECT_THAT(*html, HasSubstr("7 min, +4.0 km"));
  EXPECT_THAT(*html, HasSubstr("© test"));
}

TEST_F(river_test, a_drive_goes_by_the_roads_of_its_time) {
  auto closed = scenario_;
  auto bridges = closing(**busiest_road(map_, scenario_, plan_));
  auto north = roads::closure{};
  north.id_ = "north";
  north.name_ = "New bridge";
  bridges.from_ = north.from_ = test::at("12:00");  // everybody has arrived, and the bus is home
  closed.closures_ = {bridges, north};
  auto const html = make_html(map_, {closed, plan_}, planned{scenario_, plan_});
  ASSERT_TRUE(html) << html.error().sentence_;
  EXPECT_THAT(*html, HasSubstr("<strong>Closed:</strong> the bridge of Old bridge"));
  EXPECT_THAT(*html, testing::Not(HasSubstr("needs another way")));
  closed.closures_[0].from_ = closed.closures_[1].from_ = test::at("08:22");  // on the way
  closed.closures_[0].to_ = closed.closures_[1].to_ = test::at("08:30");      // before the way home
  EXPECT_TRUE(make_html(map_, {closed, plan_})) << "it had set out";
  auto const cut = make_html(map_, {closed, plan_}, planned{scenario_, plan_});
  ASSERT_TRUE(cut);
  EXPECT_THAT(*cut, HasSubstr("<strong>No way is left</strong>"));
}

TEST_F(river_test, says_that_a_plan_does_not_fit_its_roads) {
  scenario_.closures_ = {closing(**busiest_road(map_, scenario_, plan_))};
  auto both = roads::closure{};
  both.id_ = "north";
  both.name_ = "New bridge";
  scenario_.closures_.push_back(both);
  auto const html = make_html(map_, {scenario_, plan_});
  ASSERT_FALSE(html);
  EXPECT_EQ(html.error().kind_, error_kind::kUnreachable);
}

TEST_F(river_test, writes_the_page_whole_or_not_at_all) {
  auto const path = std::filesystem::path{testing::TempDir()} / "river_test.html";
  ASSERT_TRUE(write_html(path, map_, {scenario_, plan_}));
  auto const written = read_file(path, 10'000'000);
  ASSERT_TRUE(written);
  EXPECT_THAT(*written, testing::StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(*written, testing::EndsWith("</html>\n"));
  EXPECT_THAT(*written, Not(HasSubstr("What changed</h2>")));
  std::filesystem::remove(path);
  auto const nowhere = write_html("/nowhere/at/all.html", map_, {scenario_, plan_});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind_, error_kind::kStorage);
}

}  // namespace
}  // namespace leeward::report
