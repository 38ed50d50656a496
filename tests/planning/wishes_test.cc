#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/make_plan.h"

// What a scenario may ask for: one depot "yard", two points "square" and "park", two centres "hall" and "school", two
// buses; every test changes what it is about. All is ten minutes from one another, the centres an hour.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

scenario day() {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(600);
  s.loading_ = {{60}, {0}};
  s.unloading_ = {{60}, {0}};
  s.depots_ = {{.id_ = "yard", .name_ = "Yard", .position_ = {}}};
  for (auto const* const id : {"square", "park"}) {
    s.pickup_points_.emplace_back().id_ = id;
  }
  for (auto const* const id : {"hall", "school"}) {
    auto& c = s.centres_.emplace_back();
    c.id_ = id;
    c.beds_ = {{50}, {0}};
  }
  for (auto const* const id : {"bus 1", "bus 2"}) {
    auto& v = s.vehicles_.emplace_back();
    v.id_ = id;
    v.depot_ = "yard";
    v.seats_ = {10};
    v.crews_ = {{.id_ = std::string{"crew of "} + id, .shifts_ = {{.from_ = at(0), .until_ = at(700)}}}};
  }
  for (auto const* const id : {"a", "b"}) {
    auto& h = s.households_.emplace_back();
    h.id_ = id;
    h.pickup_point_ = "square";
    h.persons_ = {4};
  }
  return s;
}

ways all_ways(scenario const& s) {
  auto table = ways{};
  auto const places = places_of(s);
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    for (auto k = std::size_t{0}; k != i; ++k) {
      auto const far = places[i].id_ == "hall" || places[i].id_ == "school";
      auto const far_too = places[k].id_ == "hall" || places[k].id_ == "school";
      table[{places[i].id_, places[k].id_}] = {{far || far_too ? 3600 : 600}, {1000}};
    }
  }
  return table;
}

plan plan_for(scenario const& s) { return make_plan(s, times_from(s, all_ways(s)), {}); }

assignment const& ticket_of(plan const& p, std::string const& household) {
  auto const a = std::ranges::find(p.households_, household, &assignment::household_);
  EXPECT_NE(a, p.households_.end()) << household << " is not served";
  return a == p.households_.end() ? p.households_.front() : *a;
}

unserved const& reason_of(plan const& p, std::string const& household) {
  auto const u = std::ranges::find(p.unserved_, household, &unserved::household_);
  EXPECT_NE(u, p.unserved_.end()) << household << " is served";
  return u == p.unserved_.end() ? p.unserved_.front() : *u;
}

// 0.001 degrees of latitude at the equator, where all positions are, are 110.6 m, or 143.8 m on foot.
position north(std::int32_t const milli_degrees) { return {.lat_e7_ = milli_degrees * 10'000, .lon_e7_ = 0}; }

TEST(wishes, a_household_walks_to_the_nearest_point_that_it_can_use) {
  auto s = day();
  s.pickup_points_[1].position_ = north(2);
  s.households_[0].pickup_point_.clear();
  s.households_[0].position_ = north(3);
  auto p = plan_for(s);
  EXPECT_EQ(ticket_of(p, "a").pickup_point_, "square");  // where b waits too, 432 m away
  EXPECT_EQ(ticket_of(p, "a").walk_m_, metres{432});
  s.households_[0].walks_m_ = metres{200};
  p = plan_for(s);
  EXPECT_EQ(ticket_of(p, "a").pickup_point_, "park");
  EXPECT_EQ(ticket_of(p, "a").walk_m_, metres{144});
  s.households_[0].walks_m_ = metres{100};
  p = plan_for(s);
  EXPECT_EQ(reason_of(p, "a").reason_, unserved_reason::kPointUnusable);
  EXPECT_EQ(reason_of(p, "a").sentence_, "No pickup point lies within its walk of 100 m.");
  EXPECT_EQ(reason_of(p, "a").would_help_, "A pickup point nearer to it, or being fetched at its door.");
}

TEST(wishes, a_household_is_fetched_at_its_door) {
  auto s = day();
  s.households_[0].pickup_point_.clear();
  s.households_[0].position_ = north(3);
  s.households_[0].door_ = true;
  auto const p = plan_for(s);
  EXPECT_EQ(ticket_of(p, "a").pickup_point_, "a");
  EXPECT_FALSE(ticket_of(p, "a").walk_m_.has_value());
}

TEST(wishes, those_who_travel_together_do_or_stay_together) {
  auto s = day();
  s.households_[0].persons_ = {6};
  s.households_[0].travels_with_ = {"b"};
  auto p = plan_for(s);
  EXPECT_EQ(ticket_of(p, "a").trip_, ticket_of(p, "b").trip_);
  s.households_[1].persons_ = {5};
  p = plan_for(s);
  EXPECT_EQ(reason_of(p, "b").reason_, unserved_reason::kNoVehicle);
  EXPECT_EQ(reason_of(p, "b").sentence_,
            "With those it travels with (a, b): It needs 11 seats in one vehicle; no vehicle of the fleet of 2 has "
            "that.");
}

TEST(wishes, those_who_must_not_meet_do_not) {
  auto s = day();
  s.households_[0].apart_from_ = {"b"};
  auto p = plan_for(s);
  EXPECT_NE(ticket_of(p, "a").centre_, ticket_of(p, "b").centre_);
  s.centres_.pop_back();
  p = plan_for(s);
  EXPECT_EQ(p.unserved_.size(), 1U);
  EXPECT_EQ(p.unserved_[0].reason_, unserved_reason::kNoBed);
  auto const& served = p.households_[0];
  EXPECT_NE(p.unserved_[0].sentence_.find("where it would not meet those it must not (" + served.household_ + " in " +
                                          served.centre_ + ")"),
            std::string::npos)
      << p.unserved_[0].sentence_;
  EXPECT_NE(p.unserved_[0].would_help_.value_or("").find("in a centre without those it must not meet"),
            std::string::npos);
}

TEST(wishes, deadlines_are_kept) {
  auto s = day();
  s.zones_ = {{.id_ = "z", .name_ = "Z", .deadline_ = at(11)}};
  s.households_[0].zone_ = "z";
  EXPECT_EQ(ticket_of(plan_for(s), "a").boarding_, at(10));
  s.households_[0].board_by_ = at(10);  // earlier than the bus can be there and all on board
  auto const p = plan_for(s);
  EXPECT_EQ(reason_of(p, "a").reason_, unserved_reason::kNoTime);
  EXPECT_NE(reason_of(p, "a").sentence_.find("by 2024-01-05T08:10:00Z"), std::string::npos);
  EXPECT_EQ(p.households_.size(), 1U);
}

TEST(wishes, no_more_board_than_there_is_room) {
  auto s = day();
  s.households_[0].persons_ = {8};
  s.households_[1].persons_ = {8};
  s.pickup_points_[0].capacity_ = persons{10};
  auto const p = plan_for(s);
  auto const gap = ticket_of(p, "a").boarding_ - ticket_of(p, "b").boarding_;
  EXPECT_EQ(std::max(gap.v_, -gap.v_), 60);
}

TEST(wishes, a_vehicle_on_loan_is_back_in_time) {
  auto s = day();
  s.vehicles_.pop_back();
  s.households_.pop_back();
  // 10 + 1 + 60 + 1 + 60 minutes
  s.vehicles_[0].available_until_ = at(132);
  EXPECT_EQ(plan_for(s).duties_[0].end_, at(132));
  s.vehicles_[0].available_until_ = at(131);
  EXPECT_EQ(reason_of(plan_for(s), "a").reason_, unserved_reason::kNoTime);
}

TEST(wishes, pins_and_forbidden_pairs_are_kept) {
  auto s = day();
  s.pins_ = {{.household_ = "a", .centre_ = "school", .pickup_point_ = {}, .vehicle_ = "bus 2"}};
  s.forbidden_ = {{.household_ = "b", .pickup_point_ = {}, .vehicle_ = {}, .centre_ = "hall"},
                  {.household_ = {}, .pickup_point_ = "square", .vehicle_ = "bus 1", .centre_ = {}}};
  auto const p = plan_for(s);
  EXPECT_EQ(ticket_of(p, "a").centre_, "school");
  EXPECT_EQ(ticket_of(p, "b").centre_, "school");
  for (auto const& t : p.trips_) {
    EXPECT_EQ(t.vehicle_, "bus 2");
  }
}

TEST(wishes, beds_held_for_others_are_not_given_out) {
  auto s = day();
  s.committed_.emplace().holds_ = {{"hall", {{47}, {0}}}, {"school", {{43}, {0}}}};
  auto const p = plan_for(s);
  EXPECT_EQ(p.households_.size(), 1U);
  EXPECT_EQ(p.households_[0].centre_, "school");
  EXPECT_EQ(p.unserved_[0].reason_, unserved_reason::kNoBed);
}

TEST(wishes, a_road_that_closes_is_not_driven_and_one_that_opens_is_waited_for) {
  auto s = day();
  s.households_.pop_back();
  s.centres_.pop_back();
  auto closed = roads::closure{};
  closed.id_ = "bridge";
  closed.from_ = at(30);
  closed.to_ = at(90);
  s.closures_ = {closed};
  auto const open = all_ways(s);
  auto shut = open;
  shut.erase({"hall", "square"});
  // The bus would be on the bridge when it closes, so it goes when it opens.
  auto p = make_plan(s, times_in_slices(s, {open, shut, open}), {});
  ASSERT_EQ(p.trips_.size(), 1U);
  EXPECT_EQ(p.trips_[0].centre_.way_.departure_, at(90));
  EXPECT_EQ(ticket_of(p, "a").arrival_, at(150));
  // It closes after the bus has passed.
  s.closures_[0].from_ = at(71);
  p = make_plan(s, times_in_slices(s, {open, shut, open}), {});
  EXPECT_EQ(p.trips_[0].centre_.way_.departure_, at(11));
}

TEST(wishes, a_vehicle_goes_on_from_what_has_begun) {
  auto s = day();
  s.vehicles_.pop_back();
  s.households_[1].ready_from_ = at(120);
  auto const first = plan_for(s);
  ASSERT_EQ(first.trips_.size(), 2U);
  // At 09:00 the first trip is under way.
  auto later = s;
  later.start_ = at(60);
  auto& had = later.committed_.emplace();
  had.trips_ = {first.trips_[0]};
  had.duties_ = first.duties_;
  had.duties_[0].trips_ = {first.trips_[0].id_};
  auto const p = plan_for(later);
  ASSERT_EQ(p.trips_.size(), 2U);
  EXPECT_EQ(p.trips_[0], first.trips_[0]);
  EXPECT_EQ(p.trips_[1].centre_, first.trips_[1].centre_);
  ASSERT_EQ(p.duties_.size(), 1U);
  EXPECT_EQ(p.duties_[0].id_, first.duties_[0].id_);
  EXPECT_EQ(p.duties_[0].departure_, at(0));
  EXPECT_EQ(p.duties_[0].driving_s_, first.duties_[0].driving_s_);
  EXPECT_EQ(p.households_.size(), 2U);
  EXPECT_NE(p.trips_[1].id_, p.trips_[0].id_);
}

}  // namespace
}  // namespace leeward::planning
