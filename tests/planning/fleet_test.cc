#include "planning/fleet.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "planning/given_times.h"

// Runs that are decided, for buses that drive them: one point "square", one centre "hall". Yard to square 10 min,
// square to hall 60 min, yard to hall 65 min; boarding and leaving a minute.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

vehicle bus(std::string id, std::int64_t const from, std::int64_t const until) {
  auto v = vehicle{};
  v.id_ = std::move(id);
  v.depot_ = "yard";
  v.seats_ = {4};
  v.crews_ = {{.id_ = "crew of " + v.id_, .shifts_ = {{.from_ = at(from), .until_ = at(until)}}}};
  return v;
}

// Two families of four. The first bus has no time for a second run, the other one comes later.
scenario evening() {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(600);
  s.loading_ = {{60}, {0}};
  s.unloading_ = {{60}, {0}};
  s.depots_.emplace_back().id_ = "yard";
  s.pickup_points_.emplace_back().id_ = "square";
  s.centres_.emplace_back().id_ = "hall";
  s.centres_[0].beds_ = {.general_ = {10}, .accessible_ = {0}};
  s.vehicles_ = {bus("early", 0, 180), bus("late", 120, 600)};
  for (auto const* const id : {"a", "b"}) {
    auto& h = s.households_.emplace_back();
    h.id_ = id;
    h.pickup_point_ = "square";
    h.persons_ = {4};
  }
  return s;
}

planned_run run_with(household_id const h) {
  return {.pickups_ = {{.point_ = {0}, .households_ = {h}, .persons_ = {4}}}, .centre_ = {0}};
}

struct driven {
  solution done_;
  std::vector<beds> free_beds_;
};

// Both runs are decided for the first bus.
driven drive_both(scenario const& s) {
  auto const times = times_from(
      s, {{{"yard", "square"}, {{600}, {}}}, {{"square", "hall"}, {{3600}, {}}}, {{"yard", "hall"}, {{3900}, {}}}});
  auto const p = problem{s, times};
  auto free = free_places{p, keep_none(p)};
  auto const decided = script{{{run_with({0}), run_with({1})}}, {{}}};
  hold_back(p, free, decided);
  auto out = driven{};
  run_fleet(p, free, decided, 0, out.done_);
  out.free_beds_ = free.beds_;
  return out;
}

TEST(fleet, drives_what_is_decided_in_its_order) {
  auto s = evening();
  s.vehicles_[0] = bus("early", 0, 600);
  auto const got = drive_both(s);
  ASSERT_EQ(got.done_.runs_.size(), 2U);
  ASSERT_EQ(got.done_.duties_.size(), 1U);
  EXPECT_EQ(got.done_.runs_[0].run_.stops_.back().begin_, at(71));
  EXPECT_EQ(got.done_.runs_[1].run_.stops_.back().begin_, at(193));  // back at the square after 132 minutes
  EXPECT_EQ(got.done_.duties_[0].home_.after_.now_, at(259));
}

// Back from the first run's hall the first bus would be home after 4 h 19 min, but its crew goes home after 3 h.
TEST(fleet, leaves_a_run_that_is_too_late_to_a_bus_that_has_time) {
  auto const got = drive_both(evening());
  ASSERT_EQ(got.done_.runs_.size(), 2U);
  EXPECT_EQ(got.done_.runs_[0].vehicle_, vehicle_id{0});
  EXPECT_EQ(got.done_.runs_[0].run_.pickups_[0].households_, std::vector{household_id{0}});
  EXPECT_EQ(got.done_.runs_[1].vehicle_, vehicle_id{1});
  EXPECT_EQ(got.done_.runs_[1].run_.pickups_[0].households_, std::vector{household_id{1}});
  EXPECT_EQ(got.done_.runs_[1].run_.stops_.back().begin_, at(120 + 71));
  EXPECT_EQ(got.done_.duties_.size(), 2U);
  EXPECT_EQ(got.free_beds_, (std::vector{beds{.general_ = {2}, .accessible_ = {0}}}));
}

TEST(fleet, does_not_drive_a_run_for_which_nobody_has_time) {
  auto s = evening();
  s.vehicles_[1] = bus("late", 120, 240);  // too short for it by a few minutes
  auto const got = drive_both(s);
  ASSERT_EQ(got.done_.runs_.size(), 1U);
  EXPECT_EQ(got.done_.runs_[0].run_.pickups_[0].households_, std::vector{household_id{0}});
  EXPECT_EQ(got.done_.duties_.size(), 1U);
  EXPECT_EQ(got.free_beds_, (std::vector{beds{.general_ = {6}, .accessible_ = {0}}}))
      << "nobody comes to the other four";
}

}  // namespace
}  // namespace leeward::planning
