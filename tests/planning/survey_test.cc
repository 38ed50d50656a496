#include "planning/survey.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "check/ask_roads.h"
#include "check/check.h"
#include "planning/make_plan.h"
#include "planning/on_roads.h"
#include "planning/replan.h"
#include "planning/situation.h"

namespace leeward::planning {
namespace {

std::vector<std::tuple<std::size_t, std::uint32_t, metres>> list_of(std::vector<std::vector<walk>> const& walks) {
  auto list = std::vector<std::tuple<std::size_t, std::uint32_t, metres>>{};
  for (auto i = std::size_t{0}; i != walks.size(); ++i) {
    for (auto const& w : walks[i]) {
      list.emplace_back(i, w.point_, w.length_);
    }
  }
  return list;
}

void expect_same(time_table const& a, time_table const& b) {
  EXPECT_EQ(a.core_, b.core_);
  EXPECT_EQ(a.out_, b.out_);
  EXPECT_EQ(a.in_, b.in_);
  EXPECT_EQ(a.between_, b.between_);
  EXPECT_EQ(a.to_point_, b.to_point_);
  EXPECT_EQ(a.from_point_, b.from_point_);
}

// Whatever is taken from the survey before, the answer is that of one which knows nothing.
void expect_as_anew(scenario const& s, survey const& before) {
  auto const again = survey_again(s, before).value().times_;
  auto const anew = survey_roads(s, before.map_).value().times_;
  EXPECT_EQ(again.places_, anew.places_);
  EXPECT_EQ(again.near_doors_.first_, anew.near_doors_.first_);
  EXPECT_EQ(again.near_doors_.to_, anew.near_doors_.to_);
  EXPECT_EQ(again.near_points_.first_, anew.near_points_.first_);
  EXPECT_EQ(again.near_points_.to_, anew.near_points_.to_);
  EXPECT_EQ(list_of(again.walks_), list_of(anew.walks_));
  EXPECT_EQ(again.slices_, anew.slices_);
  ASSERT_EQ(again.tables_.size(), anew.tables_.size());
  for (auto i = std::size_t{0}; i != anew.tables_.size(); ++i) {
    ASSERT_EQ(again.tables_[i].size(), anew.tables_[i].size());
    for (auto k = std::size_t{0}; k != anew.tables_[i].size(); ++k) {
      expect_same(again.tables_[i][k], anew.tables_[i][k]);
    }
  }
}

// Of the driving times of this table, which those of another do not say.
std::size_t count_others(survey const& a, survey const& b) {
  auto const& x = a.times_.tables_[0][0].between_;
  auto const& y = b.times_.tables_[0][0].between_;
  auto n = std::size_t{0};
  for (auto i = std::size_t{0}; i != x.size(); ++i) {
    n += x[i] == y[i] ? 0U : 1U;
  }
  return n;
}

roads::closure closure_near(position const p, std::int32_t const speed_percent) {
  auto c = roads::closure{};
  c.id_ = "lost";
  c.near_ = p;
  c.speed_percent_ = speed_percent;
  return c;
}

household const& first_door(scenario const& s) {
  return *std::ranges::find_if(s.households_, [](household const& h) { return h.door_; });
}

TEST_F(on_roads, a_survey_of_the_same_is_the_same) {
  auto const s = make(1);
  expect_as_anew(s, survey_roads(s, map_).value());
}

TEST_F(on_roads, a_survey_takes_in_who_comes_goes_and_moves) {
  auto const before = make(1);
  auto const known = survey_roads(before, map_).value();
  auto s = before;
  auto const other = make(2);
  std::erase_if(s.households_, [n = 0](household const&) mutable { return n++ % 5 == 2; });
  for (auto i = std::size_t{0}; i != 20; ++i) {
    s.households_.push_back(other.households_[i]);
    s.households_.back().id_ += " of others";
    s.households_[i].position_ = other.households_[i].position_;
  }
  s.pickup_points_.push_back(other.pickup_points_[3]);
  s.pickup_points_.back().id_ = "new point";
  expect_as_anew(s, known);
  s.pickup_points_.erase(s.pickup_points_.begin());
  s.centres_.push_back(other.centres_[1]);
  s.centres_.back().id_ = "new centre";
  std::ranges::reverse(s.households_);
  expect_as_anew(s, known);
}

TEST_F(on_roads, a_survey_follows_points_that_are_new_alone) {
  auto s = make(1);
  auto const known = survey_roads(s, map_).value();
  auto const other = make(2);
  for (auto const i : {std::size_t{2}, std::size_t{7}}) {
    s.pickup_points_.push_back(other.pickup_points_[i]);
    s.pickup_points_.back().id_ += " of others";
  }
  expect_as_anew(s, known);
}

TEST_F(on_roads, a_door_that_becomes_a_pickup_point_is_measured_as_one) {
  auto s = make(1);
  auto const known = survey_roads(s, map_).value();
  auto& h = s.households_[static_cast<std::size_t>(&first_door(s) - s.households_.data())];
  auto p = s.pickup_points_.front();
  p.id_ = h.id_;
  p.position_ = *h.position_;
  s.pickup_points_.push_back(p);
  h.door_ = false;
  expect_as_anew(s, known);
}

TEST_F(on_roads, a_survey_finds_every_way_that_a_closed_or_slow_road_has_made_longer) {
  auto const before = make(1);
  auto const known = survey_roads(before, map_).value();
  auto changed = std::size_t{0};
  for (auto i = std::size_t{0}; i < before.pickup_points_.size(); i += 3) {
    for (auto const speed : {0, 30}) {
      auto s = before;
      s.closures_.push_back(closure_near(before.pickup_points_[i].position_, speed));
      expect_as_anew(s, known);
      changed += count_others(survey_roads(s, map_).value(), known);
    }
  }
  EXPECT_GT(changed, 0U);
}

TEST_F(on_roads, a_survey_finds_ways_from_the_slow_road_itself) {
  auto const before = make(1);
  auto const known = survey_roads(before, map_).value();
  auto s = before;
  s.closures_.push_back(closure_near(*first_door(s).position_, 10));
  expect_as_anew(s, known);
  EXPECT_GT(count_others(survey_roads(s, map_).value(), known), 0U);
}

TEST_F(on_roads, a_survey_finds_ways_that_are_shorter_again) {
  auto s = make(1);
  auto const open = s;
  s.closures_.push_back(closure_near(*first_door(s).position_, 10));
  expect_as_anew(open, survey_roads(s, map_).value());
}

TEST_F(on_roads, a_survey_in_slices_takes_each_from_what_is_like_it) {
  auto s = make(1);
  auto c = closure_near(s.pickup_points_[0].position_, 0);
  c.from_ = s.start_ + seconds{36000};
  s.closures_.push_back(c);
  auto const known = survey_roads(s, map_).value();
  s.closures_.back().to_ = s.start_ + seconds{72000};
  s.closures_.push_back(closure_near(s.pickup_points_[5].position_, 50));
  s.closures_.back().id_ = "slow";
  s.closures_.back().from_ = s.start_ + seconds{50000};
  expect_as_anew(s, known);
}

TEST_F(on_roads, a_new_place_off_every_road_is_an_error_with_its_path) {
  auto s = make(1);
  auto const known = survey_roads(s, map_).value();
  s.centres_[2].position_ = {};
  auto const again = survey_again(s, known);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().field_, "centres[2].position");
}

TEST_F(on_roads, lengths_are_of_the_ways_that_are_open) {
  auto s = make(1);
  auto const known = survey_roads(s, map_).value();
  s.closures_.push_back(closure_near(*first_door(s).position_, 0));
  auto const again = survey_again(s, known).value().times_;
  auto const anew = survey_roads(s, map_).value().times_;
  for (auto i = std::uint32_t{0}; i != again.core_; ++i) {
    auto const last = place_id{static_cast<std::uint32_t>(again.core_ - 1)};
    EXPECT_EQ(again.length_(0, {i}, last, 0), anew.length_(0, {i}, last, 0));
  }
}

// Two hours in: what is planned again by the survey of the morning keeps every rule, and is what a survey made anew
// gives.
TEST_F(on_roads, a_plan_made_again_from_a_kept_survey_is_that_of_one_made_anew) {
  auto const s = make(1);
  auto const kept = survey_roads(s, map_).value();
  auto const before = make_plan(s, kept.times_, {});
  auto const now = s.start_ + seconds{7200};
  for (auto const& t : before.trips_) {
    auto const lost = losses{.vehicles_ = {t.vehicle_}, .centres_ = {}, .points_ = {}};
    auto const to = situation_at(s, before, now, lost).value().scenario_;
    auto const again = survey_again(to, kept).value();
    auto const made = replan(to, before, lost, again.times_, {});
    auto const anew = replan(to, before, lost, survey_roads(to, map_).value().times_, {});
    ASSERT_TRUE(check::check_plan(to, made.plan_, check::ask_roads(to, map_).value()).empty());
    EXPECT_EQ(made.plan_.totals_.weighted_waiting_s_, anew.plan_.totals_.weighted_waiting_s_);
    EXPECT_EQ(made.plan_.totals_.length_m_, anew.plan_.totals_.length_m_);
  }
}

}  // namespace
}  // namespace leeward::planning
