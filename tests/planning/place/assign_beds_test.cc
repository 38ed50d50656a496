#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "planning/place/bed_problem.h"

namespace leeward::planning::placing {
namespace {

using places = std::vector<placed_group>;

// Two centres of the own region, the first nearer; choice 0 may go to both, 1 to the first, 2 to the second.
bed_problem two_centres(bed_count const& first, bed_count const& second) {
  return {.centres_ = {{first, 1}, {second, 1}},
          .choices_ = {{{600, 1200}}, {{600, kMayNot}}, {{kMayNot, 1200}}},
          .groups_ = {}};
}

TEST(assign_beds, nearest_first_whole_households) {
  auto p = two_centres({10, 0}, {10, 0});
  p.groups_ = {{.beds_ = {4, 0}, .weight_ = 4, .households_ = 4}};
  EXPECT_EQ(assign_beds(p)[0], (places{{0, 2}, {1, 2}}));
}

TEST(assign_beds, the_own_tier_before_a_shorter_drive) {
  auto p = two_centres({4, 0}, {4, 0});
  p.centres_[0].tier_ = 2;
  p.groups_ = {{.beds_ = {4, 0}, .weight_ = 4}};
  EXPECT_EQ(assign_beds(p)[0], (places{{1, 1}}));
}

TEST(assign_beds, who_may_go_everywhere_leaves_room_for_who_may_not) {
  auto p = two_centres({4, 0}, {4, 0});
  p.groups_ = {{.beds_ = {4, 0}, .weight_ = 4, .choice_ = 0}, {.beds_ = {4, 0}, .weight_ = 4, .choice_ = 1}};
  EXPECT_EQ(assign_beds(p), (bed_plan{{{1, 1}}, {{0, 1}}}));
}

// One of six persons, or two of four and three, who fill the beds: 6 < 7.
TEST(assign_beds, two_small_households_before_a_large_one_where_they_count_more) {
  auto p = two_centres({5, 2}, {0, 0});
  p.groups_ = {{.beds_ = {5, 1}, .weight_ = 6}, {.beds_ = {3, 1}, .weight_ = 4}, {.beds_ = {2, 1}, .weight_ = 3}};
  EXPECT_EQ(assign_beds(p), (bed_plan{{}, {{0, 1}}, {{0, 1}}}));
}

TEST(assign_beds, scarce_beds_for_those_who_count_most_for_each) {
  auto p = two_centres({50, 2}, {50, 1});
  p.groups_ = {{.beds_ = {0, 1}, .weight_ = 1, .households_ = 5},
               {.beds_ = {4, 2}, .weight_ = 6, .households_ = 1},
               {.beds_ = {3, 1}, .weight_ = 4, .households_ = 2}};
  // 6 and 4 in three beds: the one of two beds fits only into the first.
  EXPECT_EQ(assign_beds(p), (bed_plan{{}, {{0, 1}}, {{1, 1}}}));
}

TEST(assign_beds, an_accessible_bed_is_worth_nothing_without_the_general_ones_beside_it) {
  auto p = two_centres({1, 1}, {3, 1});
  p.groups_ = {{.beds_ = {3, 1}, .weight_ = 4}, {.beds_ = {1, 1}, .weight_ = 2}};
  EXPECT_EQ(assign_beds(p), (bed_plan{{{1, 1}}, {{0, 1}}}));
}

TEST(assign_beds, of_those_who_count_the_same_whose_turn_is_first) {
  auto p = two_centres({3, 0}, {0, 0});
  p.groups_ = {{.beds_ = {3, 0}, .weight_ = 3, .choice_ = 1}, {.beds_ = {3, 0}, .weight_ = 3, .choice_ = 0}};
  EXPECT_EQ(assign_beds(p), (bed_plan{{{0, 1}}, {}}));
  p.groups_[0].turns_ = {1};
  p.groups_[1].turns_ = {0};
  EXPECT_EQ(assign_beds(p), (bed_plan{{}, {{0, 1}}}));
  p.centres_[0].beds_ = {9, 0};
  p.groups_[0].households_ = 3;
  p.groups_[0].turns_ = {1, 4, 5};
  p.groups_[1].households_ = 3;
  p.groups_[1].turns_ = {0, 2, 3};
  EXPECT_EQ(assign_beds(p), (bed_plan{{{0, 1}}, {{0, 2}}}));
}

TEST(assign_beds, those_who_must_not_meet_are_in_two_centres) {
  auto p = two_centres({9, 0}, {9, 0});
  p.groups_ = {{.beds_ = {3, 0}, .weight_ = 3, .apart_ = {1}}, {.beds_ = {3, 0}, .weight_ = 3, .apart_ = {0}}};
  EXPECT_EQ(assign_beds(p), (bed_plan{{{0, 1}}, {{1, 1}}}));
}

TEST(assign_beds, of_nobody_is_nothing) { EXPECT_TRUE(assign_beds(two_centres({1, 0}, {1, 0})).empty()); }

class dice {
public:
  explicit dice(std::uint64_t const seed) : engine_{seed} {}
  std::int64_t between(std::int64_t const min, std::int64_t const max) {
    return min + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(max - min + 1));
  }

private:
  std::mt19937_64 engine_;
};

bed_problem random_problem(dice& d, std::int64_t const centres, std::int64_t const groups, std::int64_t const each,
                           std::int64_t const beds) {
  auto p = bed_problem{};
  for (auto i = std::int64_t{0}; i != centres; ++i) {
    p.centres_.push_back({{d.between(0, beds), d.between(0, beds / 3)}, d.between(1, 2)});
  }
  for (auto i = d.between(1, 3); i != 0; --i) {
    auto& drive = p.choices_.emplace_back().drive_;
    for (auto c = std::int64_t{0}; c != centres; ++c) {
      drive.push_back(d.between(0, 3) == 0 ? kMayNot : d.between(0, 9000));
    }
  }
  for (auto i = std::int64_t{0}; i != groups; ++i) {
    auto g = bed_group{.beds_ = {d.between(0, 5), d.between(0, 2)}};
    g.beds_.general_ += g.beds_ == bed_count{} ? 1 : 0;
    g.weight_ = (g.beds_.general_ + g.beds_.accessible_) * d.between(1, 3);
    g.choice_ = static_cast<std::size_t>(d.between(0, std::ssize(p.choices_) - 1));
    g.households_ = d.between(1, each);
    p.groups_.push_back(g);
  }
  return p;
}

std::int64_t weight_in_beds(bed_problem const& p, bed_plan const& plan) {
  auto sum = std::int64_t{0};
  for (auto g = std::size_t{0}; g != plan.size(); ++g) {
    for (auto const& at : plan[g]) {
      sum += at.households_ * p.groups_[g].weight_;
    }
  }
  return sum;
}

// By trying everything.
std::int64_t most_weight(bed_problem const& p, std::vector<bed_count>& free, std::size_t const g) {
  if (g == p.groups_.size()) {
    return 0;
  }
  auto const& group = p.groups_[g];
  auto best = most_weight(p, free, g + 1);
  for (auto c = std::size_t{0}; c != free.size(); ++c) {
    if (p.choices_[group.choice_].drive_[c] != kMayNot && fits(group.beds_, free[c])) {
      free[c].general_ -= group.beds_.general_;
      free[c].accessible_ -= group.beds_.accessible_;
      best = std::max(best, group.weight_ + most_weight(p, free, g + 1));
      free[c].general_ += group.beds_.general_;
      free[c].accessible_ += group.beds_.accessible_;
    }
  }
  return best;
}

TEST(assign_beds, put_the_most_weight_into_beds_that_is_possible) {
  for (auto seed = std::uint64_t{0}; seed != 400; ++seed) {
    auto d = dice{seed};
    auto const p = random_problem(d, d.between(1, 3), d.between(1, 7), 1, 9);
    auto free = std::vector<bed_count>{};
    for (auto const& c : p.centres_) {
      free.push_back(c.beds_);
    }
    EXPECT_EQ(weight_in_beds(p, assign_beds(p)), most_weight(p, free, 0)) << "seed " << seed;
  }
}

TEST(assign_beds, give_no_bed_twice_and_send_nobody_where_they_may_not_go) {
  for (auto seed = std::uint64_t{0}; seed != 60; ++seed) {
    auto d = dice{seed};
    auto const p = random_problem(d, d.between(1, 12), d.between(1, 40), 30, 200);
    auto const plan = assign_beds(p);
    auto taken = std::vector<bed_count>(p.centres_.size());
    for (auto g = std::size_t{0}; g != plan.size(); ++g) {
      auto households = std::int64_t{0};
      for (auto const& at : plan[g]) {
        households += at.households_;
        taken[at.centre_].general_ += at.households_ * p.groups_[g].beds_.general_;
        taken[at.centre_].accessible_ += at.households_ * p.groups_[g].beds_.accessible_;
        EXPECT_NE(p.choices_[p.groups_[g].choice_].drive_[at.centre_], kMayNot);
        EXPECT_GT(at.households_, 0);
      }
      EXPECT_LE(households, p.groups_[g].households_);
    }
    for (auto c = std::size_t{0}; c != taken.size(); ++c) {
      EXPECT_TRUE(fits(taken[c], p.centres_[c].beds_)) << "seed " << seed;
    }
    EXPECT_EQ(plan, assign_beds(p));
  }
}

// A city short of accessible beds and of no others, all of them open to all: whoever has them counts most for each, so
// what those count is known.
TEST(assign_beds, leave_nothing_of_the_scarce_beds_to_those_who_count_less) {
  for (auto seed = std::uint64_t{0}; seed != 20; ++seed) {
    auto d = dice{seed};
    auto p = bed_problem{};
    auto scarce = std::int64_t{0};
    for (auto i = 0; i != 20; ++i) {
      p.centres_.push_back({{d.between(300, 600), d.between(1, 9)}, d.between(1, 2)});
      scarce += p.centres_.back().beds_.accessible_;
    }
    p.choices_ = {{std::vector<std::int64_t>(20, 1800)}};
    auto weights = std::vector<std::int64_t>{};
    for (auto i = std::int64_t{0}; i != 6; ++i) {
      p.groups_.push_back({.beds_ = {i, 1}, .weight_ = (i + 1) * 2, .households_ = d.between(20, 40)});
      weights.insert(weights.end(), static_cast<std::size_t>(p.groups_.back().households_), (i + 1) * 2);
    }
    std::ranges::sort(weights, std::greater<>{});
    auto most = std::int64_t{0};
    for (auto i = std::size_t{0}; i != std::min(weights.size(), static_cast<std::size_t>(scarce)); ++i) {
      most += weights[i];
    }
    EXPECT_EQ(weight_in_beds(p, assign_beds(p)), most) << "seed " << seed;
  }
}

}  // namespace
}  // namespace leeward::planning::placing
