#include "planning/made/make_scenario.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "planning/model/scenario_file.h"

namespace leeward::planning {
namespace {

constexpr auto const kE7PerKm = 89'832;  // of latitude
constexpr auto const kStart = instant{1'704'441'600};

position north(std::int32_t const km) { return {.lat_e7_ = 500'000'000 + km * kE7PerKm, .lon_e7_ = 300'000'000}; }

metres apart(position const a, position const b) { return to_metres(distance_between(a, b)); }

// Open land without a map: a road everywhere, every way as long as the straight line, and 20 m a second. Two towns at
// 50 and 120 km.
ground open_land() {
  return {.settlements_ = {{"City", north(0), 100'000}, {"Near", north(50), 5'000}, {"Far", north(120), 5'000}},
          .on_road_ = [](position const p) { return spot{.where_ = p, .name_ = "Road"}; },
          .homes_ =
              [](position const point, std::span<position const> const spots) {
                auto list = std::vector<home>{};
                for (auto const p : spots) {
                  list.push_back({p, apart(point, p)});
                }
                std::ranges::sort(list, {}, &home::walk_);
                return list;
              },
          .drive_ = [](position const a,
                       position const b) { return way{.length_ = apart(a, b), .driving_ = {apart(a, b).v_ / 20}}; }};
}

made_size size_of(std::int64_t const people, std::uint64_t const seed = 1) {
  return {.people_ = people, .points_ = 40, .centres_ = 10, .seed_ = seed, .start_ = kStart};
}

scenario make(made_size const& size, made_numbers const& n = {}) { return make_scenario(open_land(), size, n).value(); }

// Small enough for the int that gtest compares nearly.
int count(scenario const& s, auto const& is) { return static_cast<int>(std::ranges::count_if(s.households_, is)); }

// In thousandths.
int share(scenario const& s, auto const& is) { return count(s, is) * 1000 / static_cast<int>(s.households_.size()); }

int sum(scenario const& s, persons household::* const of) {
  auto all = persons{};
  for (auto const& h : s.households_) {
    all += h.*of;
  }
  return static_cast<int>(all.v_);
}

TEST(make_scenario, households_are_as_large_as_the_numbers_say) {
  auto const s = make(size_of(20'000));
  EXPECT_EQ(sum(s, &household::persons_), 20'000);
  auto const of_size = [](std::int64_t const n) { return [n](household const& h) { return h.persons_.v_ == n; }; };
  EXPECT_NEAR(250, share(s, of_size(1)), 15);
  EXPECT_NEAR(290, share(s, of_size(2)), 15);
  EXPECT_NEAR(200, share(s, of_size(3)), 15);
  EXPECT_NEAR(150, share(s, of_size(4)), 15);
  EXPECT_NEAR(70, share(s, of_size(5)), 10);
  EXPECT_NEAR(40, share(s, [](household const& h) { return h.persons_.v_ >= 6; }), 10);
  EXPECT_TRUE(std::ranges::all_of(s.households_, [](household const& h) { return h.persons_.v_ <= 12; }));
}

TEST(make_scenario, people_need_what_the_numbers_say) {
  auto const s = make(size_of(50'000));
  EXPECT_NEAR(750, sum(s, &household::wheelchair_bays_), 100);
  EXPECT_NEAR(250, sum(s, &household::lying_places_), 60);
  EXPECT_NEAR(150, sum(s, &household::oxygen_), 50);
  EXPECT_NEAR(200, share(s, [](household const& h) { return !h.needs_.empty(); }), 15);
  EXPECT_NEAR(500, share(s, [](household const& h) { return !h.ready_from_; }), 20);
  EXPECT_TRUE(std::ranges::all_of(s.households_, [](household const& h) {
    return !h.ready_from_ || (*h.ready_from_ > kStart && *h.ready_from_ <= kStart + seconds{12 * 3600});
  }));
  // Of those who live alone, one in ten walks no farther than 300 m.
  auto const alone = [](household const& h) { return h.persons_.v_ == 1 && !h.door_; };
  auto const short_walk = [&](household const& h) { return alone(h) && h.walks_m_ == metres{300}; };
  EXPECT_NEAR(10, count(s, short_walk) * 100 / count(s, alone), 2);
}

TEST(make_scenario, a_fifth_is_fetched_at_the_door_and_whoever_lies_among_them) {
  auto const s = make(size_of(20'000));
  EXPECT_EQ(count(s, [](household const& h) { return h.door_; }), (std::ssize(s.households_) * 20 + 50) / 100);
  EXPECT_EQ(count(s, [](household const& h) { return h.lying_places_ > persons{} && !h.door_; }), 0);
}

TEST(make_scenario, everybody_else_has_a_pickup_point_within_the_walk) {
  auto const s = make(size_of(20'000));
  for (auto const& h : s.households_) {
    auto const nearest = [&](pickup_point const& p) { return apart(p.position_, *h.position_) <= walks(h); };
    EXPECT_TRUE(h.door_ || std::ranges::any_of(s.pickup_points_, nearest)) << h.id_;
  }
}

TEST(make_scenario, every_household_fits_a_vehicle_and_a_centre) {
  auto n = made_numbers{};
  n.wheelchairs_per_1000_persons_ = 300;  // so that many would have more than any vehicle can take
  n.lying_per_1000_persons_ = 300;
  n.oxygen_per_1000_persons_ = 500;
  auto size = size_of(5'000);
  size.vehicles_ = 6;
  auto const s = make(size, n);
  for (auto const& h : s.households_) {
    EXPECT_TRUE(std::ranges::any_of(s.vehicles_, [&](vehicle const& v) {
      return seats_of(h) <= v.seats_ && h.wheelchair_bays_ <= v.wheelchair_bays_ &&
             h.lying_places_ <= v.lying_places_ && h.oxygen_ <= v.oxygen_;
    })) << h.id_;
    EXPECT_TRUE(std::ranges::any_of(s.centres_, [&](centre const& c) {
      return std::ranges::all_of(h.needs_, [&](need const x) { return std::ranges::count(c.serves_, x) != 0; });
    })) << h.id_;
  }
}

TEST(make_scenario, six_of_ten_centres_lie_beyond_90_km_and_the_nearest_are_the_own_region) {
  auto const s = make(size_of(2'000));
  ASSERT_EQ(s.centres_.size(), 10U);
  auto far = 0;
  for (auto i = std::size_t{0}; i != 10; ++i) {
    far += apart(north(0), s.centres_[i].position_) >= metres{90'000} ? 1 : 0;
    EXPECT_EQ(s.centres_[i].tier_, i < 6 ? 1 : 2);
  }
  EXPECT_EQ(far, 6);
}

TEST(make_scenario, groups_of_centres_lie_where_and_open_when_the_numbers_say) {
  auto n = made_numbers{};
  n.accessible_beds_per_cent_of_need_ = 100;
  n.centres_ = {{.tier_ = 1,
                 .per_cent_ = 80,
                 .from_m_ = {30'000},
                 .below_m_ = metres{90'000},
                 .in_ = {},
                 .beds_per_cent_of_persons_ = 60},
                {.tier_ = 3,
                 .per_cent_ = 20,
                 .from_m_ = {30'000},
                 .below_m_ = std::nullopt,
                 .in_ = {"village"},
                 .beds_per_cent_of_persons_ = 50,
                 .open_after_h_ = 5}};
  auto land = open_land();
  land.settlements_[2].kind_ = "village";
  auto const s = make_scenario(land, size_of(2'000), n).value();
  auto beds_of_tier = std::map<std::int64_t, std::int64_t>{};
  auto number = std::map<std::int64_t, int>{};
  for (auto const& c : s.centres_) {
    beds_of_tier[c.tier_] += (c.beds_.general_ + c.beds_.accessible_).v_;
    ++number[c.tier_];
    auto const town = c.tier_ == 1 ? north(50) : north(120);
    EXPECT_LT(apart(c.position_, town), metres{3'000});
    EXPECT_EQ(c.open_from_, c.tier_ == 1 ? std::nullopt : std::optional{kStart + seconds{5 * 3600}});
  }
  EXPECT_EQ(beds_of_tier, (std::map<std::int64_t, std::int64_t>{{1, 1'200}, {3, 1'000}}));
  EXPECT_EQ(number, (std::map<std::int64_t, int>{{1, 8}, {3, 2}}));
}

TEST(make_scenario, every_other_vehicle_may_start_later) {
  auto n = made_numbers{};
  n.stagger_h_ = 4;
  auto size = size_of(500);
  size.vehicles_ = 12;
  auto const s = make(size, n);
  for (auto const& v : s.vehicles_) {
    auto const late = (v.id_.back() - '0') % 2 == 0;
    EXPECT_EQ(v.crews_[0].shifts_[0].from_, kStart + seconds{late ? 4 * 3600 : 0}) << v.id_;
  }
}

TEST(make_scenario, centres_go_where_there_is_room_if_the_land_is_small) {
  auto land = open_land();
  land.settlements_.resize(1);
  EXPECT_EQ(make_scenario(land, size_of(500), {}).value().centres_.size(), 10U);
}

TEST(make_scenario, beds_are_as_many_as_was_asked_for) {
  auto n = made_numbers{};
  n.accessible_beds_per_cent_of_need_ = 90;
  auto const s = make(size_of(10'001), n);
  auto all = beds{};
  for (auto const& c : s.centres_) {
    all.general_ += c.beds_.general_;
    all.accessible_ += c.beds_.accessible_;
  }
  EXPECT_EQ((all.general_ + all.accessible_).v_, 10'502);  // 10,501.05, rounded up
  auto const need = sum(s, &household::wheelchair_bays_) + sum(s, &household::lying_places_);
  EXPECT_EQ(all.accessible_.v_, need * 90 / 100);
}

// One size of household, one kind of vehicle, and times of which none is beside the point.
made_numbers one_kind() {
  auto n = made_numbers{};
  n.households_by_size_ = {100};
  n.largest_household_ = 1;
  n.wheelchairs_per_1000_persons_ = n.lying_per_1000_persons_ = n.oxygen_per_1000_persons_ = 0;
  n.doors_per_cent_of_households_ = 0;
  n.good_plan_per_cent_ = 100;
  n.shift_h_ = 10;
  n.loading_fixed_s_ = n.loading_per_person_s_ = n.unloading_fixed_s_ = n.unloading_per_person_s_ = {};
  n.fleet_ = {{"coach", "coach", 10, 0, 0, 0, {.points_ = 100}}};
  return n;
}

std::int64_t fleet_of(made_numbers const& n, std::int64_t const drive_s) {
  auto land = open_land();
  land.drive_ = [&](position const a, position const b) { return way{.length_ = apart(a, b), .driving_ = {drive_s}}; };
  return std::ssize(make_scenario(land, size_of(100), n).value().vehicles_);
}

TEST(make_scenario, the_fleet_is_large_enough_for_the_clearance) {
  auto n = one_kind();
  // 10 full rounds of 3,600 s driving and 600 s of breaks (45 min for 4 h 30): 42,000 s of work.
  n.clearance_h_ = 12;  // 43,200 s
  EXPECT_EQ(fleet_of(n, 1'800), 1);
  n.clearance_h_ = 11;  // 39,600 s
  EXPECT_EQ(fleet_of(n, 1'800), 2);
  // A good plan fills half of the seats, and uses half of the time: 20 rounds, 84,000 s, of 19,800 s for each vehicle.
  n.good_plan_per_cent_ = 50;
  EXPECT_EQ(fleet_of(n, 1'800), 5);
  // Loading: 300 s a round. 20 * (4,200 + 300) = 90,000 s.
  n.loading_fixed_s_ = {300};
  n.clearance_h_ = 10;  // 18,000 s for each
  EXPECT_EQ(fleet_of(n, 1'800), 5);
  n.unloading_per_person_s_ = {1};
  EXPECT_EQ(fleet_of(n, 1'800), 6);
}

TEST(make_scenario, crews_drive_no_more_than_they_may) {
  auto n = one_kind();
  n.shift_h_ = 12;
  n.clearance_h_ = 12;
  // 10 rounds of 5,400 s are 54,000 s of driving, in 12 hours 32,400 s of it: 1.67 vehicles; by the clock, with its
  // breaks, 63,000 of 43,200 s: 1.46.
  EXPECT_EQ(fleet_of(n, 2'700), 2);
  n.good_plan_per_cent_ = 100;
  n.clearance_h_ = 20;  // 72,000 s; by the driving 72,000 s of it are needed
  EXPECT_EQ(fleet_of(n, 2'700), 1);
  n.clearance_h_ = 19;
  EXPECT_EQ(fleet_of(n, 2'700), 2);
}

TEST(make_scenario, a_fleet_of_given_size_has_every_kind) {
  auto size = size_of(2'000);
  size.vehicles_ = 20;
  auto const s = make(size);
  EXPECT_EQ(s.vehicles_.size(), 20U);
  auto kinds = std::set<std::string>{};
  for (auto const& v : s.vehicles_) {
    kinds.insert(v.kind_);
    EXPECT_EQ(v.crews_.size(), 2U);
  }
  EXPECT_EQ(kinds.size(), 6U);
  EXPECT_EQ(s.vehicles_.front().id_, "coach-1");
}

TEST(make_scenario, the_same_numbers_and_seed_give_the_same_scenario) {
  auto const named = [](scenario s) {
    s.roads_ = "region.roads";
    return to_json(s);
  };
  auto const once = named(make(size_of(2'000)));
  EXPECT_EQ(once, named(make(size_of(2'000))));
  EXPECT_NE(once, named(make(size_of(2'000, 2))));
  EXPECT_TRUE(read_scenario(once, "made").has_value());
}

TEST(make_scenario, sizes_that_make_no_sense_are_refused) {
  EXPECT_EQ(make_scenario(open_land(), size_of(0), {}).error().sentence_, "--people is 0, must be from 1 to 2000000");
  auto land = open_land();
  land.settlements_.clear();
  EXPECT_EQ(make_scenario(land, size_of(10), {}).error().sentence_,
            "the map has neither places nor streets to make a scenario of");
}

}  // namespace
}  // namespace leeward::planning
