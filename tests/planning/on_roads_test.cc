#include "planning/on_roads.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/problems.h"
#include "check/ask_roads.h"
#include "check/check.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "planning/walking.h"
#include "roads/roads.h"

// From a made region to a judged plan, on its roads.
namespace leeward::planning {
namespace {

std::string findings_of(scenario const& s, plan const& p, std::shared_ptr<roads::road_map const> const& map) {
  auto text = std::string{};
  for (auto const& f : check::check_plan(s, p, check::ask_roads(s, map).value())) {
    text += fmt::format("{} {} {}\n", static_cast<int>(f.rule_), f.subject_, f.sentence_);
  }
  return text;
}

plan plan_for(scenario const& s, std::shared_ptr<roads::road_map const> const& map) {
  return make_plan(s, measure(s, map).value(), {});
}

TEST_F(on_roads, a_made_scenario_is_what_was_asked_for) {
  auto const s = make(3);
  EXPECT_EQ(s.pickup_points_.size(), 12U);
  EXPECT_EQ(s.centres_.size(), 5U);
  EXPECT_EQ(s.vehicles_.size(), 12U);
  auto people = persons{};
  auto places = beds{};
  for (auto const& h : s.households_) {
    people += h.persons_;
  }
  for (auto const& c : s.centres_) {
    places.general_ += c.beds_.general_;
    places.accessible_ += c.beds_.accessible_;
  }
  EXPECT_EQ(people, persons{1000});
  EXPECT_GE(places.general_ + places.accessible_, persons{1050});
  EXPECT_LE(places.general_ + places.accessible_, persons{1052});
  EXPECT_EQ(to_json(make(3)), to_json(s));
  EXPECT_NE(to_json(make(4)), to_json(s));
  EXPECT_TRUE(read_scenario(to_json([&] {
                              auto named = s;
                              named.roads_ = "region.roads";
                              return named;
                            }()),
                            "made")
                  .has_value());
}

TEST_F(on_roads, every_household_has_a_pickup_point_within_its_walk_and_every_vehicle_its_roads) {
  auto const s = make(3);
  auto wrong = problems{"made"};
  auto const walks = walks_on_foot(s, map_, wrong);
  for (auto i = std::size_t{0}; i != walks.size(); ++i) {
    EXPECT_EQ(walks[i].empty(), s.households_[i].door_) << s.households_[i].id_;
  }
  EXPECT_TRUE(wrong.empty());
  EXPECT_TRUE(measure(s, map_).has_value());
}

TEST_F(on_roads, the_judge_finds_nothing_in_a_plan) {
  auto const s = make(1);
  auto const p = plan_for(s, map_);
  EXPECT_EQ(findings_of(s, p, map_), "");
  EXPECT_GT(p.totals_.served_, persons{950});
  EXPECT_GT(p.totals_.length_m_, metres{100'000});
}

TEST_F(on_roads, a_closed_road_is_in_every_time_and_an_old_plan_is_found_out) {
  auto s = make(1);
  auto const before = plan_for(s, map_);
  // All that is within some 500 m of where the first trip boards is slowed down: its legs take longer.
  auto const& boarding = before.trips_[0].pickups_[0].way_.to_;
  auto const point = *std::ranges::find(s.pickup_points_, boarding, &pickup_point::id_);
  auto const corner = [&](std::int32_t const north, std::int32_t const east) {
    return position{.lat_e7_ = point.position_.lat_e7_ + north * 50'000,
                    .lon_e7_ = point.position_.lon_e7_ + east * 80'000};
  };
  auto smoke = roads::closure{};
  smoke.id_ = "smoke";
  smoke.area_ = polygon{corner(1, 1), corner(1, -1), corner(-1, -1), corner(-1, 1)};
  smoke.speed_percent_ = 10;
  smoke.from_ = before.trips_[0].pickups_[0].way_.departure_ + seconds{60};  // while the first trip is on its way
  smoke.to_ = before.trips_[0].centre_.begin_;
  s.closures_.push_back(smoke);
  EXPECT_EQ(closures_during(s).size(), 1U);
  EXPECT_NE(findings_of(s, before, map_).find("the roads allow"), std::string::npos);
  EXPECT_EQ(findings_of(s, plan_for(s, map_), map_), "");
}

TEST_F(on_roads, slices_have_times_of_their_own) {
  auto s = make(1);
  auto const usual = measure(s, map_).value();
  auto jam = roads::closure{};
  jam.id_ = "jam";
  jam.area_ = polygon{{850'000'000, -1'790'000'000},
                      {850'000'000, 1'790'000'000},
                      {-850'000'000, 1'790'000'000},
                      {-850'000'000, -1'790'000'000}};
  jam.speed_percent_ = 50;
  jam.from_ = s.start_ + seconds{36000};
  jam.to_ = s.start_ + seconds{72000};
  s.closures_.push_back(jam);
  auto const times = measure(s, map_).value();
  ASSERT_EQ(times.slices_, (std::vector{s.start_, *jam.from_, *jam.to_}));
  auto const from = place_id{0};
  auto const to = place_id{static_cast<std::uint32_t>(times.core_ - 1)};
  auto const open = usual.driving(0, from, to);
  EXPECT_EQ(times.least(0, from, to), open);
  EXPECT_EQ(times.driving(0, from, to, times.span_from(0, 0)), open);
  EXPECT_GT(times.driving(0, from, to, times.span_from(1, 1)), open + seconds{open.v_ * 8 / 10});
  EXPECT_EQ(times.driving(0, from, to, times.span_from(0, 1)), times.driving(0, from, to, times.span_from(1, 1)));
  EXPECT_EQ(times.driving(0, from, to), times.driving(0, from, to, times.span_from(1, 1)));
  EXPECT_EQ(findings_of(s, plan_for(s, map_), map_), "");
}

TEST_F(on_roads, people_walk_to_points_or_have_one_and_are_fetched_at_doors) {
  auto s = make(2);
  for (auto i = std::size_t{0}; i < s.households_.size(); i += 3) {
    auto& h = s.households_[i];
    h.pickup_point_ = s.pickup_points_[i % s.pickup_points_.size()].id_;
    h.position_ = std::nullopt;
    h.door_ = false;
  }
  auto const p = plan_for(s, map_);
  EXPECT_EQ(findings_of(s, p, map_), "");
  auto doors = 0;
  auto walks = 0;
  for (auto const& a : p.households_) {
    doors += a.household_ == a.pickup_point_ ? 1 : 0;
    walks += a.walk_m_.value_or(metres{}) > metres{100} ? 1 : 0;
  }
  EXPECT_GT(doors, 30);
  EXPECT_GT(walks, 30);
}

TEST_F(on_roads, households_off_every_road_are_named_or_left_out) {
  auto s = make(1);
  auto const n = s.households_.size();
  for (auto const i : {std::size_t{3}, std::size_t{5}}) {
    s.households_[i].pickup_point_.clear();
    s.households_[i].position_ = position{};
    s.households_[i].door_ = i == 3;
  }
  s.households_[7].travels_with_ = {s.households_[5].id_};
  auto const names = std::vector{s.households_[3].id_, s.households_[5].id_, s.households_[7].id_};
  s.vehicles_[1].profile_ = "boat";
  auto const times = measure(s, map_, "s.json");
  auto const judged = check::ask_roads(s, map_, "s.json");
  ASSERT_FALSE(times.has_value());
  ASSERT_FALSE(judged.has_value());
  for (auto const& told : {times.error().sentence_, judged.error().sentence_}) {
    EXPECT_NE(told.find("s.json: vehicles[1].profile: "), std::string::npos) << told;
    EXPECT_NE(told.find("s.json: households[3].position: "), std::string::npos) << told;
    EXPECT_NE(told.find("s.json: households[5].position: "), std::string::npos) << told;
  }
  s.vehicles_[1].profile_ = s.vehicles_[0].profile_;
  auto const gone = skip_off_road(s, *map_).value();
  ASSERT_EQ(gone.size(), 3U);
  for (auto i = std::size_t{0}; i != 3; ++i) {
    EXPECT_EQ(gone[i].household_, names[i]);
  }
  EXPECT_EQ(s.households_.size(), n - 3);
  EXPECT_TRUE(measure(s, map_).has_value());
}

TEST_F(on_roads, a_closure_outside_the_operation_changes_nothing) {
  auto s = make(1);
  auto past = roads::closure{};
  past.id_ = "yesterday";
  past.near_ = s.pickup_points_[0].position_;
  past.to_ = s.start_;
  s.closures_.push_back(past);
  EXPECT_TRUE(closures_during(s).empty());
}

TEST_F(on_roads, a_place_in_the_sea_is_an_error_with_its_path) {
  auto s = make(1);
  s.centres_[2].position_ = {};
  auto const times = measure(s, map_);
  ASSERT_FALSE(times.has_value());
  EXPECT_EQ(times.error().field_, "centres[2].position");
}

TEST_F(on_roads, an_unknown_profile_is_an_error) {
  auto s = make(1);
  s.vehicles_[0].profile_ = "boat";
  EXPECT_FALSE(measure(s, map_).has_value());
}

}  // namespace
}  // namespace leeward::planning
