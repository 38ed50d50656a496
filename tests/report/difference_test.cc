#include "report/difference.h"

#include <gmock/gmock.h>

#include "report/small_world.h"

namespace leeward::report {
namespace {

TEST(compare, says_nothing_of_the_same_plan) {
  auto const plan = test::village_plan(test::at("08:25"));
  auto const d = compare(test::village(), plan, plan);
  EXPECT_EQ(d.same_arrival_, persons{7});
  EXPECT_EQ(d.later_, persons{0});
  EXPECT_EQ(d.other_centre_, persons{0});
  EXPECT_TRUE(d.lost_.empty());
  EXPECT_TRUE(d.moves_.empty());
}

TEST(compare, weighs_delays_by_people) {
  auto const before = test::village_plan(test::at("08:25"));
  auto now = test::village_plan(test::at("08:45"));
  now.households_[1].arrival_ = test::at("08:35");  // the three; the four come at 08:45
  auto const d = compare(test::village(), before, now);
  EXPECT_EQ(d.later_, persons{7});
  EXPECT_EQ(d.mean_delay_, seconds{(4 * 1'200 + 3 * 600) / 7});
  EXPECT_EQ(d.most_delay_, seconds{1'200});
}

TEST(compare, counts_those_who_come_earlier_apart) {
  auto const d = compare(test::village(), test::village_plan(test::at("08:45")), test::village_plan(test::at("08:25")));
  EXPECT_EQ(d.earlier_, persons{7});
  EXPECT_EQ(d.later_, persons{0});
  EXPECT_EQ(d.mean_delay_, seconds{0});
}

TEST(compare, names_who_changes_centre) {
  auto const before = test::village_plan(test::at("08:25"));
  auto now = before;
  now.households_[0].centre_ = "C2";
  auto const d = compare(test::village(), before, now);
  EXPECT_EQ(d.other_centre_, persons{4});
  ASSERT_EQ(d.moves_.size(), 1U);
  EXPECT_EQ(d.moves_[0].from_, "C");
  EXPECT_EQ(d.moves_[0].to_, "C2");
  EXPECT_EQ(d.moves_[0].persons_, persons{4});
}

TEST(compare, names_who_is_lost_and_who_is_won) {
  auto const before = test::village_plan(test::at("08:25"));
  auto now = before;
  now.households_[0].household_ = "two";
  now.unserved_ = {{"four", planning::unserved_reason::kNoRoad, "no road"}};
  auto const d = compare(test::village(), before, now);
  EXPECT_EQ(d.no_longer_served_, persons{4});
  EXPECT_EQ(d.newly_served_, persons{2});
  ASSERT_EQ(d.lost_.size(), 1U);
  EXPECT_EQ(d.lost_[0].pickup_point_, "P");
  EXPECT_EQ(d.lost_[0].persons_, persons{4});
  EXPECT_EQ(d.lost_[0].reason_, planning::unserved_reason::kNoRoad);
}

drive_of drives(test::village_ways const& ways) {
  return [source = ways.source()](std::string const& profile, planning::leg const& l) -> std::optional<drive> {
    auto const route = source(profile, l);
    return route ? std::optional{drive{(*route)->duration_, (*route)->length_}} : std::nullopt;
  };
}

TEST(detours_of, names_the_loaded_drives_that_take_longer) {
  auto const detours = detours_of(test::village(), test::village_plan(test::at("08:25")),
                                  drives(test::village_ways{true}), drives(test::village_ways{false}));
  ASSERT_EQ(detours.size(), 1U) << "the way home is longer too, but carries nobody";
  EXPECT_EQ(detours[0].from_, "P");
  EXPECT_EQ(detours[0].to_, "C");
  EXPECT_EQ(detours[0].trips_, 1);
  EXPECT_EQ(detours[0].persons_, persons{7});
  EXPECT_TRUE(detours[0].possible_);
  EXPECT_EQ(detours[0].longer_, seconds{20 * 60});
  EXPECT_EQ(detours[0].longer_m_, 5'000);
}

TEST(detours_of, says_that_no_way_is_left) {
  auto closed = test::village_ways{false};
  closed.routes_->erase({"P", "C"});
  auto const detours = detours_of(test::village(), test::village_plan(test::at("08:25")),
                                  drives(test::village_ways{true}), drives(closed));
  ASSERT_EQ(detours.size(), 1U);
  EXPECT_FALSE(detours[0].possible_);
}

TEST(detours_of, is_empty_where_nothing_is_closed) {
  auto const ways = test::village_ways{true};
  EXPECT_TRUE(detours_of(test::village(), test::village_plan(test::at("08:25")), drives(ways), drives(ways)).empty());
}

}  // namespace
}  // namespace leeward::report
