#include "planning/tours.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "planning/given_times.h"

// A street of doors, a minute and a hundred metres from one to the next, and "square" where it begins. People at each
// door are as many as a test says. A minibus of four seats and a lift bus of six and a bay.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};      // 2024-01-05T08:00:00Z
constexpr auto const kDegreesE7 = std::int32_t{9'000};  // 100 m to the north

vehicle bus(std::string id, std::int64_t const seats, std::int64_t const bays) {
  auto v = vehicle{};
  v.id_ = std::move(id);
  v.depot_ = "yard";
  v.seats_ = {seats};
  v.wheelchair_bays_ = {bays};
  return v;
}

scenario street(std::vector<std::int64_t> const& persons_at) {
  auto s = scenario{};
  s.start_ = kStart;
  s.end_ = kStart + seconds{86400};
  s.depots_.emplace_back().id_ = "yard";
  s.pickup_points_.emplace_back().id_ = "square";
  s.centres_.emplace_back().id_ = "hall";
  s.vehicles_ = {bus("lift bus", 6, 1), bus("minibus", 4, 0)};
  for (auto const n : persons_at) {
    auto& h = s.households_.emplace_back();
    h.id_ = "door " + std::to_string(s.households_.size());
    h.door_ = true;
    h.position_ = position{.lat_e7_ = kDegreesE7 * static_cast<std::int32_t>(s.households_.size()), .lon_e7_ = 0};
    h.persons_ = {n};
  }
  return s;
}

// The square is door 0; the yard and the hall lie beside it.
road_times times_of(scenario const& s) {
  auto table = ways{};
  auto at = std::vector<std::string>{"yard", "square", "hall"};
  for (auto const& h : s.households_) {
    at.push_back(h.id_);
  }
  for (auto i = std::size_t{0}; i != at.size(); ++i) {
    for (auto k = std::size_t{0}; k != i; ++k) {
      auto const from = std::max<std::size_t>(k, 2);
      auto const to = std::max<std::size_t>(i, 2);
      table[{at[k], at[i]}] = {seconds{60 * static_cast<std::int64_t>(to - from)}, metres{}};
    }
  }
  return times_from(s, table);
}

// Of each tour the numbers of its doors, as the street counts them; the square is 0.
using doors = std::vector<std::vector<std::uint32_t>>;

doors tours_in(scenario const& s) {
  auto const times = times_of(s);
  auto made = doors{};
  for (auto const& t : make_tours(problem{s, times})) {
    auto& tour = made.emplace_back();
    for (auto const q : t.points_) {
      tour.push_back(q.v_);
    }
  }
  return made;
}

TEST(tours, a_pickup_point_is_one_of_its_own_whoever_waits_there) {
  auto const s = street({});
  auto const times = times_of(s);
  auto const made = make_tours(problem{s, times});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].points_, std::vector{point_id{0}});
  EXPECT_EQ(made[0].near_, point_id{0});
}

TEST(tours, go_from_door_to_the_nearest_door_until_the_largest_vehicle_is_full) {
  EXPECT_EQ(tours_in(street({2, 1, 1, 1, 3})), (doors{{0}, {1, 2, 3, 4}, {5}}));
}

TEST(tours, leave_out_a_door_whose_people_find_no_seat_and_go_on_to_the_next) {
  EXPECT_EQ(tours_in(street({2, 3, 2, 1})), (doors{{0}, {1, 2, 4}, {3}}));
}

TEST(tours, whom_only_a_large_vehicle_can_take_is_fetched_by_one_that_is_filled_with_such) {
  auto s = street({1, 1, 5, 1, 1});
  s.households_[1].wheelchair_bays_ = {1};
  EXPECT_EQ(tours_in(s), (doors{{0}, {1, 4, 5}, {2, 3}}));
}

TEST(tours, do_not_wait_for_people_who_are_ready_hours_later) {
  auto s = street({1, 1, 1, 1});
  s.households_[1].ready_from_ = kStart + seconds{std::int64_t{12} * 3600};
  s.households_[2].ready_from_ = kStart + seconds{std::int64_t{13} * 3600};
  EXPECT_EQ(tours_in(s), (doors{{0}, {1, 4}, {2, 3}}));
}

TEST(tours, stop_at_sixteen_doors_at_most) {
  auto s = street(std::vector<std::int64_t>(18, 1));
  s.vehicles_ = {bus("coach", 50, 0)};
  auto const made = tours_in(s);
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[1].size(), 16U);
  EXPECT_EQ(made[2], (std::vector<std::uint32_t>{17, 18}));
}

TEST(tours, do_not_fetch_anybody_without_a_vehicle) {
  auto s = street({1, 1});
  s.vehicles_.clear();
  EXPECT_EQ(tours_in(s), (doors{{0}}));
}

// Many tours are not looked at one by one: each is near to a pickup point, whatever the order of the doors.
TEST(tours, are_near_to_a_pickup_point_when_they_are_many) {
  auto s = street(std::vector<std::int64_t>(210, 4));
  auto const times = times_of(s);
  auto const made = make_tours(problem{s, times});
  EXPECT_EQ(made.size(), 211U);
  // Times are known to the nearest pickup points of each door.
  for (auto const& t : made) {
    EXPECT_EQ(t.near_, point_id{0});
  }
  s.households_.resize(3);
  auto const few = times_of(s);
  EXPECT_EQ(make_tours(problem{s, few}).back().near_, point_id{3});
}

}  // namespace
}  // namespace leeward::planning
