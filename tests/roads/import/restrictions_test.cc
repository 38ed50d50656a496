#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

auto const kStreet = tag_list{{"highway", "residential"}};

// A crossing at node 5, one way for each arm: 1 to the west, 2 to the north, 3 to the east, 4 to the south (node 10 n
// is the way from node n).
snippet crossing() {
  return snippet{}
      .node(1, -100, 0)
      .node(2, 0, 100)
      .node(3, 100, 0)
      .node(4, 0, -100)
      .node(5, 0, 0)
      .way(101, {1, 5}, kStreet)
      .way(102, {2, 5}, kStreet)
      .way(103, {5, 3}, kStreet)
      .way(104, {5, 4}, kStreet);
}

drawn restricted(tag_list const& tags, std::vector<std::string> const& members = {"from 101", "via node 5", "to 102"}) {
  return drawn{crossing().restriction(900, members, tags)};
}

TEST(restrictions, no_left_turn) {
  auto const d = restricted({{"restriction", "no_left_turn"}});
  for (auto const* p : {"car", "coach", "minibus"}) {
    EXPECT_FALSE(d.drives(p, {1, 5, 2})) << p;
    EXPECT_TRUE(d.drives(p, {1, 5, 3})) << p;
    EXPECT_TRUE(d.drives(p, {1, 5, 4})) << p;
    EXPECT_TRUE(d.drives(p, {2, 5, 1})) << p;
    EXPECT_TRUE(d.drives(p, {3, 5, 2})) << p;
  }
  EXPECT_EQ(d.map_.report_.restrictions_, 1U);
  EXPECT_EQ(d.map_.report_.restrictions_applied_, 1U);
}

TEST(restrictions, no_right_turn_and_no_straight_on) {
  EXPECT_FALSE(
      restricted({{"restriction", "no_right_turn"}}, {"from 101", "via node 5", "to 104"}).drives("car", {1, 5, 4}));
  EXPECT_FALSE(
      restricted({{"restriction", "no_straight_on"}}, {"from 101", "via node 5", "to 103"}).drives("car", {1, 5, 3}));
}

TEST(restrictions, only_straight_on) {
  auto const d = restricted({{"restriction", "only_straight_on"}}, {"from 101", "via node 5", "to 103"});
  EXPECT_TRUE(d.drives("car", {1, 5, 3}));
  EXPECT_FALSE(d.drives("car", {1, 5, 2}));
  EXPECT_FALSE(d.drives("car", {1, 5, 4}));
  EXPECT_TRUE(d.drives("car", {2, 5, 1}));
}

TEST(restrictions, do_not_bind_walkers) {
  EXPECT_TRUE(restricted({{"restriction", "no_left_turn"}}).drives("foot", {1, 5, 2}));
}

TEST(restrictions, except) {
  auto const d = restricted({{"restriction", "no_left_turn"}, {"except", "psv;bicycle"}});
  EXPECT_TRUE(d.drives("coach", {1, 5, 2}));
  EXPECT_FALSE(d.drives("car", {1, 5, 2}));
  EXPECT_TRUE(restricted({{"restriction", "no_left_turn"}, {"except", "bicycle; bus"}}).drives("coach", {1, 5, 2}));
  EXPECT_FALSE(restricted({{"restriction", "no_left_turn"}, {"except", "hgv"}}).drives("coach", {1, 5, 2}));
}

TEST(restrictions, for_one_kind_of_vehicle) {
  auto const bus = restricted({{"restriction:bus", "no_left_turn"}});
  EXPECT_FALSE(bus.drives("coach", {1, 5, 2}));
  EXPECT_TRUE(bus.drives("car", {1, 5, 2}));
  auto const hgv = restricted({{"restriction:hgv", "no_left_turn"}});
  EXPECT_TRUE(hgv.drives("coach", {1, 5, 2}));
  EXPECT_TRUE(hgv.drives("car", {1, 5, 2}));
  EXPECT_EQ(hgv.map_.report_.restrictions_without_effect_, 1U);
}

TEST(restrictions, the_kind_may_stand_in_the_type) {
  auto const hgv = restricted({{"type", "restriction:hgv"}, {"restriction", "no_left_turn"}});
  EXPECT_TRUE(hgv.drives("coach", {1, 5, 2}));
  EXPECT_TRUE(hgv.drives("car", {1, 5, 2}));
  auto const bus = restricted({{"type", "restriction:bus"}, {"restriction", "no_left_turn"}});
  EXPECT_FALSE(bus.drives("coach", {1, 5, 2}));
  EXPECT_TRUE(bus.drives("car", {1, 5, 2}));
}

TEST(restrictions, only_turns_left_and_right_only_entry_and_exit) {
  for (auto const* value : {"only_left_turn", "only_entry", "only_exit"}) {
    auto const d = restricted({{"restriction", value}});
    EXPECT_TRUE(d.drives("car", {1, 5, 2})) << value;
    EXPECT_FALSE(d.drives("car", {1, 5, 3})) << value;
    EXPECT_FALSE(d.drives("car", {1, 5, 4})) << value;
  }
  auto const right = restricted({{"restriction", "only_right_turn"}}, {"from 101", "via node 5", "to 104"});
  EXPECT_TRUE(right.drives("car", {1, 5, 4}));
  EXPECT_FALSE(right.drives("car", {1, 5, 2}));
}

TEST(restrictions, conditional_ones_are_reported_and_not_applied) {
  auto const d = restricted({{"restriction:conditional", "no_left_turn @ (Mo-Fr 07:00-09:00)"}});
  EXPECT_TRUE(d.drives("car", {1, 5, 2}));
  EXPECT_EQ(d.map_.report_.restrictions_conditional_, 1U);
  auto const old = restricted({{"restriction", "no_left_turn"}, {"hour_on", "07:00"}, {"hour_off", "09:00"}});
  EXPECT_TRUE(old.drives("car", {1, 5, 2}));
  EXPECT_EQ(old.map_.report_.restrictions_conditional_, 1U);
}

TEST(restrictions, broken_ones_are_counted_and_never_fatal) {
  struct broken {
    tag_list tags_;
    std::vector<std::string> members_;
  };
  for (auto const& b : {broken{{{"restriction", "no_left_turn"}}, {"from 101", "to 102"}},
                        broken{{{"restriction", "no_left_turn"}}, {"via node 5", "to 102"}},
                        broken{{{"restriction", "no_left_turn"}}, {"from 101", "via node 5"}},
                        broken{{{"restriction", "no_left_turn"}}, {"from 101", "from 103", "via node 5", "to 102"}},
                        broken{{{"restriction", "no_left_turn"}}, {"from 101", "via node 5", "via node 1", "to 102"}},
                        broken{{{"restriction", "turn_nicely"}}, {"from 101", "via node 5", "to 102"}},
                        broken{{}, {"from 101", "via node 5", "to 102"}}}) {
    auto const d = restricted(b.tags_, b.members_);
    EXPECT_TRUE(d.drives("car", {1, 5, 2}));
    EXPECT_EQ(d.map_.report_.restrictions_broken_, 1U);
    EXPECT_THAT(d.map_.report_.broken_restriction_ids_, testing::ElementsAre(900));
  }
}

TEST(restrictions, members_that_the_file_does_not_have) {
  auto const d = restricted({{"restriction", "no_left_turn"}}, {"from 101", "via node 5", "to 777"});
  EXPECT_TRUE(d.drives("car", {1, 5, 2}));
  EXPECT_EQ(d.map_.report_.restrictions_without_effect_, 1U);
  EXPECT_EQ(restricted({{"restriction", "no_left_turn"}}, {"from 101", "via node 777", "to 102"})
                .map_.report_.restrictions_without_effect_,
            1U);
}

TEST(restrictions, no_u_turn_at_a_dead_end) {
  auto const s = snippet{}.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, kStreet);
  EXPECT_TRUE(drawn{s}.drives("car", {1, 2, 1}));
  auto const d = drawn{snippet{s}.restriction(900, {"from 10", "via node 2", "to 10"}, {{"restriction", "no_u_turn"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 1}));
  EXPECT_TRUE(d.drives("car", {2, 1, 2}));
}

TEST(restrictions, no_entry_with_several_from_and_no_exit_with_several_to) {
  auto const entry = restricted({{"restriction", "no_entry"}}, {"from 101", "from 103", "via node 5", "to 102"});
  EXPECT_FALSE(entry.drives("car", {1, 5, 2}));
  EXPECT_FALSE(entry.drives("car", {3, 5, 2}));
  EXPECT_TRUE(entry.drives("car", {4, 5, 2}));
  auto const exit = restricted({{"restriction", "no_exit"}}, {"from 101", "via node 5", "to 102", "to 103"});
  EXPECT_FALSE(exit.drives("car", {1, 5, 2}));
  EXPECT_FALSE(exit.drives("car", {1, 5, 3}));
  EXPECT_TRUE(exit.drives("car", {1, 5, 4}));
}

TEST(restrictions, of_several_arms_one_that_the_file_does_not_have_frees_no_other) {
  auto const entry = restricted({{"restriction", "no_entry"}}, {"from 777", "from 101", "via node 5", "to 102"});
  EXPECT_FALSE(entry.drives("car", {1, 5, 2}));
  auto const exit = restricted({{"restriction", "no_exit"}}, {"from 101", "via node 5", "to 102", "to 777"});
  EXPECT_FALSE(exit.drives("car", {1, 5, 2}));
  EXPECT_EQ(exit.map_.report_.restrictions_applied_, 1U);
}

// Where the road to turn into passes through the junction, the name says which half is meant.
TEST(restrictions, a_way_that_is_not_split_at_the_junction) {
  auto const s = snippet{}
                     .node(1, -100, 0)
                     .node(2, 0, 100)
                     .node(4, 0, -100)
                     .node(5, 0, 0)
                     .way(101, {1, 5}, kStreet)
                     .way(102, {2, 5, 4}, kStreet);
  auto const d =
      drawn{snippet{s}.restriction(900, {"from 101", "via node 5", "to 102"}, {{"restriction", "no_left_turn"}})};
  EXPECT_FALSE(d.drives("car", {1, 5, 2}));
  EXPECT_TRUE(d.drives("car", {1, 5, 4}));
}

// A dual carriageway: coming from the south (1) one crosses the near side at 2, goes over the middle piece (way 20) to
// 3; from there to the west (4) or on to the north (5). At 2 there is an arm to the east (6).
snippet dual() {
  return snippet{}
      .node(1, 0, -100)
      .node(2, 0, 0)
      .node(3, 0, 20)
      .node(4, -100, 20)
      .node(5, 0, 120)
      .node(6, 100, 0)
      .node(7, 100, 20)
      .way(10, {1, 2}, kStreet)
      .way(20, {2, 3}, kStreet)
      .way(30, {3, 4}, kStreet)
      .way(40, {3, 5}, kStreet)
      .way(50, {6, 2}, kStreet)
      .way(60, {7, 3}, kStreet);
}

TEST(restrictions, via_a_way_binds_only_who_came_that_way) {
  auto const d = drawn{dual().restriction(900, {"from 10", "via 20", "to 30"}, {{"restriction", "no_left_turn"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4}));
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 5}));
  EXPECT_TRUE(d.drives("car", {6, 2, 3, 4}));
  EXPECT_TRUE(d.drives("car", {2, 3, 4}));  // who starts on the middle piece
  EXPECT_TRUE(d.drives("foot", {1, 2, 3, 4}));
  EXPECT_EQ(d.net("motor").graph_.copy_of_.size(), 1U);
}

TEST(restrictions, via_several_ways) {
  auto const long_way = [] {
    return snippet{}
        .node(1, 0, 0)
        .node(2, 100, 0)
        .node(3, 200, 0)
        .node(4, 300, 0)
        .node(5, 400, 0)
        .node(6, 300, 100)
        .node(7, 100, 100)
        .node(8, 200, 100)
        .way(10, {1, 2}, kStreet)
        .way(20, {2, 3}, kStreet)
        .way(30, {3, 4}, kStreet)
        .way(40, {4, 5}, kStreet)
        .way(50, {4, 6}, kStreet)
        .way(60, {7, 2}, kStreet)
        .way(70, {3, 8}, kStreet);
  };
  auto const d =
      drawn{long_way().restriction(900, {"from 10", "via 20", "via 30", "to 50"}, {{"restriction", "no_left_turn"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4, 6}));
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 4, 5}));
  EXPECT_TRUE(d.drives("car", {7, 2, 3, 4, 6}));
  EXPECT_TRUE(d.drives("car", {8, 3, 4, 6}));
  EXPECT_EQ(d.map_.report_.restrictions_applied_, 1U);
}

TEST(restrictions, a_via_way_of_several_segments) {
  // Way 20 has a side road at its middle node 3.
  auto const s = snippet{}
                     .node(1, 0, 0)
                     .node(2, 100, 0)
                     .node(3, 200, 0)
                     .node(4, 300, 0)
                     .node(5, 400, 0)
                     .node(6, 300, 100)
                     .node(8, 200, 100)
                     .way(10, {1, 2}, kStreet)
                     .way(20, {2, 3, 4}, kStreet)
                     .way(40, {4, 5}, kStreet)
                     .way(50, {4, 6}, kStreet)
                     .way(70, {3, 8}, kStreet);
  auto const d = drawn{snippet{s}.restriction(900, {"from 10", "via 20", "to 50"}, {{"restriction", "no_left_turn"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4, 6}));
  EXPECT_TRUE(d.drives("car", {8, 3, 4, 6}));
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 4, 5}));
}

TEST(restrictions, only_via_a_way_leaves_no_other_way_on) {
  auto const d = drawn{dual().restriction(900, {"from 10", "via 20", "to 40"}, {{"restriction", "only_straight_on"}})};
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 5}));
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4}));
  EXPECT_FALSE(d.drives("car", {1, 2, 6}));  // the sign stands at 2: one may not leave before the middle either
  EXPECT_TRUE(d.drives("car", {6, 2, 3, 4}));
}

TEST(restrictions, via_a_way_for_some_vehicles_only) {
  auto const d = drawn{
      dual().restriction(900, {"from 10", "via 20", "to 30"}, {{"restriction", "no_left_turn"}, {"except", "bus"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4}));
  EXPECT_TRUE(d.drives("coach", {1, 2, 3, 4}));
}

TEST(restrictions, via_ways_that_do_not_meet_are_broken) {
  auto const d = drawn{dual().restriction(900, {"from 10", "via 60", "to 40"}, {{"restriction", "no_left_turn"}})};
  EXPECT_EQ(d.map_.report_.restrictions_broken_, 1U);
}

// Two restrictions over overlapping roads: a b c d is forbidden, and so is b c e. Having driven a b c, both must be
// known.
TEST(restrictions, overlapping_via_ways) {
  auto const d = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 100, 0)
                           .node(3, 200, 0)
                           .node(4, 300, 0)
                           .node(5, 400, 0)
                           .node(6, 300, 100)
                           .node(7, 300, -100)
                           .node(8, 100, 100)
                           .way(1, {1, 2}, kStreet)
                           .way(2, {2, 3}, kStreet)
                           .way(3, {3, 4}, kStreet)
                           .way(4, {4, 5}, kStreet)
                           .way(5, {4, 6}, kStreet)
                           .way(6, {4, 7}, kStreet)
                           .way(7, {8, 2}, kStreet)
                           .restriction(901, {"from 1", "via 2", "via 3", "to 4"}, {{"restriction", "no_straight_on"}})
                           .restriction(902, {"from 2", "via 3", "to 5"}, {{"restriction", "no_left_turn"}})};
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4, 5}));
  EXPECT_FALSE(d.drives("car", {1, 2, 3, 4, 6}));
  EXPECT_TRUE(d.drives("car", {1, 2, 3, 4, 7}));
  EXPECT_TRUE(d.drives("car", {8, 2, 3, 4, 5}));
  EXPECT_FALSE(d.drives("car", {8, 2, 3, 4, 6}));
  EXPECT_TRUE(d.drives("car", {3, 4, 6}));
}

}  // namespace
}  // namespace leeward::roads::test
