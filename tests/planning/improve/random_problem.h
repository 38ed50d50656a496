#pragma once

#include <optional>

#include <gtest/gtest.h>

#include "base/random.h"
#include "planning/improve/neighbours.h"
#include "planning/improve/state.h"
#include "planning/trips/construct.h"

// Problems with everything that the engine knows: classes, ready times, both kinds of beds, ends, optional loads.
namespace leeward::planning::improve {

inline std::vector<std::int32_t> random_times(random_source& dice, std::size_t const count) {
  auto out = std::vector<std::int32_t>{};
  for (auto i = std::size_t{0}; i != count; ++i) {
    out.push_back(static_cast<std::int32_t>(dice.between(1, 100)));
  }
  return out;
}

// Shifts of crews that rest and come home, and desks that take in so many.
inline void add_crews(trips::problem& p, random_source& dice) {
  p.crews_ = {
      .driving_ = dice.between(300, 600), .without_break_ = dice.between(120, 200), .break_ = dice.between(5, 40)};
  p.end_ = 900;
  p.homes_ = 2;
  for (auto& t : p.times_) {
    t.to_home_ = random_times(dice, p.centres() * p.homes_);
  }
  for (auto& v : p.vehicles_) {
    v.home_ = v.start_;
    v.before_ = {.now_ = 0, .driven_ = dice.between(0, 50), .since_break_ = dice.between(0, 50)};
  }
  for (auto& l : p.loads_) {
    l.last_ = {static_cast<std::uint32_t>(dice.below(p.points_))};
    l.between_ = dice.between(0, 20);
    l.latest_ = dice.chance(1, 3) ? dice.between(300, 700) : trips::kNoEnd;
    l.persons_ = dice.between(1, 40);
  }
  p.desks_ = trips::desk_limits{.step_ = 50, .steps_ = 20, .cost_ = 30};
  p.desks_->persons_.assign(p.centres(), 45);
  for (auto i = std::size_t{0}; i != p.centres() * 20; ++i) {
    p.desks_->queue_.push_back(dice.between(0, 5));
  }
}

inline trips::problem random_problem(random_source& dice) {
  constexpr auto const kPoints = std::size_t{8};
  constexpr auto const kCentres = std::size_t{5};
  auto p = trips::problem{};
  p.points_ = kPoints;
  for (auto c = 0; c != 2; ++c) {
    p.times_.push_back({.from_start_ = random_times(dice, 2 * kPoints),
                        .to_centre_ = random_times(dice, kPoints * kCentres),
                        .to_point_ = random_times(dice, kPoints * kCentres)});
  }
  for (auto i = std::uint32_t{0}; i != 24; ++i) {
    p.loads_.push_back({.point_ = {static_cast<std::uint32_t>(dice.below(kPoints))},
                        .carriers_ = {static_cast<std::uint32_t>(dice.chance(1, 5) ? dice.between(1, 2) : 0)},
                        .centres_ = {static_cast<std::uint32_t>(dice.below(2))},
                        .weight_ = dice.between(0, 40),
                        .ready_ = dice.chance(1, 2) ? dice.between(0, 300) : 0,
                        .loading_ = dice.between(0, 10),
                        .unloading_ = dice.between(0, 10),
                        .beds_ = {.general_ = dice.between(0, 3), .accessible_ = dice.between(0, 1)},
                        .optional_ = dice.chance(1, 8)});
  }
  for (auto v = std::uint32_t{0}; v != 6; ++v) {
    p.vehicles_.push_back({.class_ = {v % 2},
                           .kind_ = {v % 2},
                           .start_ = {static_cast<std::uint32_t>(dice.below(2))},
                           .available_from_ = dice.between(0, 50),
                           .end_by_ = dice.between(500, 1'000)});
  }
  for (auto c = std::size_t{0}; c != kCentres; ++c) {
    p.room_.push_back({.general_ = dice.between(6, 14), .accessible_ = dice.between(2, 5)});
  }
  p.may_carry_ = {{true, true}, {true, false}, {false, true}};
  p.may_take_ = {std::vector<bool>(kCentres, true), {true, false, true, true, false}};
  p.waiting_counts_ = dice.chance(1, 2);
  if (dice.chance(1, 2)) {
    add_crews(p, dice);
  }
  return p;
}

inline objective random_objective(random_source& dice) {
  return {.limit_ = 400,
          .target_ = dice.between(100, 400),
          .late_ = 16,
          .arrival_ = dice.between(0, 2),
          .waiting_ = dice.between(0, 3),
          .unserved_ = dice.between(0, 100'000)};
}

// The hard rules, and that what the state keeps is what one finds by counting.
inline void expect_whole(state const& s) {
  auto const copy = s.copy();
  auto const& p = s.p_;
  EXPECT_EQ(value_of(p, copy), s.value());
  EXPECT_EQ((state{p, copy, s.objective_}.cost()), s.cost());
  auto room = p.room_;
  auto seen = std::vector<int>(p.loads_.size(), 0);
  for (auto const l : copy.unserved_) {
    ++seen[l.v_];
  }
  for (auto v = std::uint32_t{0}; v != copy.trips_.size(); ++v) {
    for (auto const t : copy.trips_[v]) {
      ++seen[t.load_.v_];
      EXPECT_TRUE(p.may_carry({v}, t.load_));
      EXPECT_TRUE(p.may_house(t.centre_, t.load_));
      room[t.centre_.v_].general_ -= p.at(t.load_).beds_.general_;
      room[t.centre_.v_].accessible_ -= p.at(t.load_).beds_.accessible_;
    }
    auto const r = trips::make_route(p, {v}, copy.trips_[v]);
    EXPECT_TRUE(r.size() == 0 ||
                r.arrival() + p.at(r.at(r.size() - 1).load_).unloading_ <= p.at(trips::vehicle_id{v}).end_by_);
  }
  EXPECT_EQ(std::vector<int>(p.loads_.size(), 1), seen);
  for (auto const& r : room) {
    EXPECT_GE(r.general_, 0);
    EXPECT_GE(r.accessible_, 0);
  }
}

// On random solutions: what evaluate says is what the cost changes by when it is counted anew.
template <typename Draw>
void expect_exact(Draw const& draw) {
  auto dice = random_source{42};
  auto applied = 0;
  for (auto i = 0; i != 60; ++i) {
    auto const p = random_problem(dice);
    auto const near = neighbours{p};
    auto s = state{p, trips::construct(p), random_objective(dice)};
    for (auto k = 0; k != 400; ++k) {
      auto const m = draw(s, near, dice);
      auto const delta = m ? evaluate(s, *m) : std::nullopt;
      if (!delta) {
        continue;
      }
      auto const before = s.cost();
      apply(s, *m);
      ++applied;
      ASSERT_EQ(before + *delta, s.cost());
      if (k % 16 == 0) {
        expect_whole(s);
      }
    }
    expect_whole(s);
  }
  EXPECT_GT(applied, 100);
}

}  // namespace leeward::planning::improve
