#include "planning/bound/plan/plan_bounds.h"

#include <string>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/make_plan.h"

// Bounds of days so small that the best plan is known. All is ten minutes from one another, the centres an hour.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

// Two families of ten, one bus of ten seats.
scenario day() {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(600);
  s.loading_ = {{60}, {0}};
  s.unloading_ = {{60}, {0}};
  s.depots_ = {{.id_ = "yard", .name_ = "Yard", .position_ = {}}};
  s.pickup_points_.emplace_back().id_ = "square";
  for (auto const* const id : {"hall", "school"}) {
    auto& c = s.centres_.emplace_back();
    c.id_ = id;
    c.beds_ = {{20}, {0}};
  }
  s.centres_[1].tier_ = 2;
  auto& v = s.vehicles_.emplace_back();
  v.id_ = "bus";
  v.depot_ = "yard";
  v.seats_ = {10};
  v.crews_ = {{.id_ = "crew", .shifts_ = {{.from_ = at(0), .until_ = at(700)}}}};
  for (auto const* const id : {"a", "b"}) {
    auto& h = s.households_.emplace_back();
    h.id_ = id;
    h.pickup_point_ = "square";
    h.persons_ = {10};
  }
  return s;
}

road_times times_of(scenario const& s) {
  auto table = ways{};
  auto const places = places_of(s);
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    for (auto k = std::size_t{0}; k != i; ++k) {
      auto const far = places[i].id_ == "hall" || places[i].id_ == "school";
      auto const far_too = places[k].id_ == "hall" || places[k].id_ == "school";
      table[{places[i].id_, places[k].id_}] = {{far || far_too ? 3600 : 600}, {1000}};
    }
  }
  return times_from(s, table);
}

term_bounds bounds_of(scenario const& s) {
  auto const times = times_of(s);
  return bound_plan(problem{s, times});
}

// One family arrives after 71 minutes, the other after 193: nothing is quicker.
TEST(plan_bounds, one_bus_cannot_bring_two_loads_at_once) {
  auto const s = day();
  auto const b = bounds_of(s);
  auto const best = std::int64_t{10} * (71 + 193) * 60;
  auto const as_if_alone = std::int64_t{10} * (71 + 71) * 60;
  EXPECT_LE(*b.weighted_waiting_s_, best);
  EXPECT_GT(*b.weighted_waiting_s_, as_if_alone);
  EXPECT_EQ(make_plan(s, times_of(s), {}).totals_.weighted_waiting_s_, best);
  EXPECT_EQ(*b.unserved_weight_, 0);
}

TEST(plan_bounds, a_second_bus_is_counted) {
  auto s = day();
  s.vehicles_.push_back(s.vehicles_.front());
  s.vehicles_[1].id_ = "another";
  s.vehicles_[1].crews_[0].id_ = "another crew";
  EXPECT_LE(*bounds_of(s).weighted_waiting_s_, std::int64_t{10} * (71 + 71) * 60);
}

TEST(plan_bounds, those_without_a_bed_are_the_lightest) {
  auto s = day();
  s.centres_[0].beds_ = {{10}, {0}};
  s.centres_[1].beds_ = {{9}, {0}};
  s.households_[1].priority_ = 3;
  EXPECT_EQ(*bounds_of(s).unserved_weight_, 10);
}

TEST(plan_bounds, the_own_region_takes_no_more_than_its_beds) {
  auto s = day();
  s.centres_[0].beds_ = {{13}, {0}};
  EXPECT_EQ(bounds_of(s).own_tier_->v_, 13);
}

TEST(plan_bounds, nobody_without_a_fitting_vehicle_is_waited_for) {
  auto s = day();
  s.households_[0].persons_ = {11};
  EXPECT_EQ(*bounds_of(s).unserved_weight_, 11);
}

}  // namespace
}  // namespace leeward::planning
