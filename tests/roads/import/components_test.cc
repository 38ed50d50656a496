#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

auto const kStreet = tag_list{{"highway", "residential"}};

import_options main_part() {
  auto options = everything();
  options.keep_islands_from_ = std::nullopt;
  return options;
}

// A street of one kilometre, and what else a test draws.
snippet main_street() { return snippet{}.node(1, 0, 0).node(2, 1000, 0).way(10, {1, 2}, kStreet); }

profile_report const& report_of(drawn const& d, std::string const& profile) {
  return *std::ranges::find(d.map_.report_.profiles_, profile, &profile_report::profile_);
}

TEST(u_turns, only_at_dead_ends) {
  auto const d =
      drawn{main_street().node(3, 2000, 0).node(4, 1000, 500).way(11, {2, 3}, kStreet).way(12, {2, 4}, kStreet)};
  EXPECT_FALSE(d.drives("car", {1, 2, 1}));
  EXPECT_TRUE(d.drives("car", {2, 3, 2}));
  EXPECT_EQ(*d.time("car", {2, 3, 2}), 2 * *d.time("car", {2, 3}) + 20'000);
  EXPECT_EQ(*d.time("coach", {2, 3, 2}), 2 * *d.time("coach", {2, 3}) + 120'000);
  EXPECT_EQ(*d.time("foot", {2, 3, 2}), 2 * *d.time("foot", {2, 3}));
}

TEST(u_turns, not_where_a_road_just_changes) {
  auto const d = drawn{main_street().node(3, 2000, 0).way(11, {2, 3}, {{"highway", "primary"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 1}));
}

TEST(u_turns, a_road_for_cars_only_is_no_way_on_for_the_coach) {
  auto const d = drawn{main_street().node(3, 2000, 0).way(11, {2, 3}, {{"highway", "residential"}, {"bus", "no"}})};
  EXPECT_TRUE(d.drives("coach", {1, 2, 1}));
  EXPECT_FALSE(d.drives("car", {1, 2, 1}));
}

TEST(u_turns, a_profile_may_forbid_them) {
  auto options = main_part();
  options.profiles_ = default_profiles();
  options.profiles_[0].u_turns_ = false;
  options.keep_islands_from_ = metres{0};
  auto const d = drawn{main_street(), options};
  EXPECT_FALSE(d.drives("coach", {1, 2, 1}));
  EXPECT_TRUE(d.drives("car", {1, 2, 1}));
}

TEST(components, an_island_is_cut_off_and_reported) {
  auto const d = drawn{main_street()
                           .node(3, 0, 5000)
                           .node(4, 300, 5000, {{"place", "hamlet"}, {"name", "Insel"}})
                           .way(11, {3, 4}, kStreet),
                       main_part()};
  EXPECT_TRUE(d.drives("car", {1, 2, 1}));
  EXPECT_FALSE(d.is_junction("motor", 3));
  auto const& r = report_of(d, "car");
  EXPECT_EQ(r.edges_, 2U);
  EXPECT_EQ(r.length_, metres{2000});
  EXPECT_EQ(r.cut_off_edges_, 2U);
  EXPECT_EQ(r.cut_off_length_, metres{600});
  ASSERT_EQ(r.islands_.size(), 1U);
  EXPECT_EQ(r.islands_[0].edges_, 2U);
  EXPECT_EQ(r.islands_[0].near_, "Insel");
  EXPECT_EQ(r.islands_[0].where_, d.where_.at(3));
}

TEST(components, a_place_far_away_is_not_called_near) {
  auto const d = drawn{main_street()
                           .node(3, 0, 5000)
                           .node(4, 300, 5000)
                           .node(5, 300, 16'000, {{"place", "hamlet"}, {"name", "Ferndorf"}})
                           .way(11, {3, 4}, kStreet),
                       main_part()};
  EXPECT_EQ(report_of(d, "car").islands_[0].near_, "");
}

TEST(components, islands_of_a_given_size_may_be_kept) {
  auto options = everything();
  auto const s = main_street()
                     .node(3, 0, 5000)
                     .node(4, 300, 5000)
                     .way(11, {3, 4}, kStreet)
                     .node(5, 0, 9000)
                     .node(6, 100, 9000)
                     .way(12, {5, 6}, kStreet);
  options.keep_islands_from_ = metres{500};
  auto const d = drawn{s, options};
  EXPECT_TRUE(d.drives("car", {3, 4, 3}));
  EXPECT_FALSE(d.is_junction("motor", 5));
}

TEST(components, a_ferry_joins_islands) {
  auto const d = drawn{main_street()
                           .node(3, 5000, 0)
                           .node(4, 5300, 0)
                           .way(11, {3, 4}, kStreet)
                           .way(12, {2, 3}, {{"route", "ferry"}, {"motor_vehicle", "yes"}, {"duration", "20"}}),
                       main_part()};
  EXPECT_TRUE(d.fastest("car", 1, 4).has_value());
  EXPECT_TRUE(d.fastest("car", 4, 1).has_value());
}

TEST(components, a_oneway_into_nowhere_is_cut_off) {
  auto const d = drawn{main_street().node(3, 2000, 0).way(11, {2, 3}, {{"highway", "residential"}, {"oneway", "yes"}}),
                       main_part()};
  EXPECT_FALSE(d.is_junction("motor", 3));
  // … and what leads only there is a dead end, where one may turn: the street itself stays.
  EXPECT_TRUE(d.drives("car", {1, 2, 1}));
}

TEST(components, are_judged_by_profile) {
  // Beyond the low bridge lies a street that the coach cannot reach.
  auto const d = drawn{main_street()
                           .node(3, 1100, 0)
                           .node(4, 1400, 0)
                           .way(11, {2, 3}, {{"highway", "residential"}, {"maxheight", "3"}})
                           .way(12, {3, 4}, kStreet),
                       main_part()};
  EXPECT_TRUE(d.drives("car", {3, 4}));
  EXPECT_FALSE(d.drives("coach", {3, 4}));
  EXPECT_TRUE(d.drives("coach", {1, 2, 1}));
  EXPECT_EQ(report_of(d, "coach").cut_off_edges_, 2U);
  EXPECT_EQ(report_of(d, "car").cut_off_edges_, 0U);
}

TEST(components, a_road_that_only_a_copy_reaches_stays) {
  // 10 leads only into 20, and then not to 30: 20 is entered as a copy alone.
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 100, 0)
                           .node(3, 200, 0)
                           .node(4, 300, 0)
                           .node(5, 200, 100)
                           .way(10, {1, 2}, kStreet)
                           .way(20, {2, 3}, kStreet)
                           .way(30, {3, 4}, kStreet)
                           .way(40, {3, 5}, kStreet)
                           .restriction(900, {"from 10", "via 20", "to 30"}, {{"restriction", "no_straight_on"}}),
                       main_part()};
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 5}));
  EXPECT_TRUE(d.drives("car", {2, 3, 4}));
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4}));
}

}  // namespace
}  // namespace leeward::roads::test
