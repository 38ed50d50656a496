#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "planning/bound/plan/plan_bounds.h"
#include "planning/make_plan.h"
#include "planning/model/plan_file.h"
#include "planning/random_scenario.h"
#include "planning/replan.h"

// The planner against the judge, on small scenarios of every shape.
namespace leeward::planning {
namespace {

// The same day some time later: duties that have begun by then are committed whole.
scenario later_that_day(scenario s, plan const& p, instant const now) {
  s.start_ = now;
  auto& had = s.committed_ ? *s.committed_ : s.committed_.emplace();
  for (auto const& d : p.duties_) {
    if (d.departure_ >= now) {
      continue;
    }
    for (auto const& id : d.trips_) {
      had.trips_.push_back(*std::ranges::find(p.trips_, id, &trip::id_));
    }
    had.duties_.push_back(d);
  }
  return s;
}

class random_plans : public testing::TestWithParam<std::uint64_t> {};

TEST_P(random_plans, keep_every_rule_and_come_out_the_same_again) {
  auto served = std::int64_t{0};
  for (auto i = std::uint64_t{0}; i != 250; ++i) {
    auto d = dice{GetParam() * 1000 + i};
    auto const s = random_scenario(d);
    auto const tables = random_ways(s, d);
    ASSERT_NO_FATAL_FAILURE(expect_valid(s)) << "seed " << GetParam() * 1000 + i;
    auto options = planning_options{};
    options.made_from_.seed_ = i;
    auto const p = make_plan(s, times_in_slices(s, tables), options);
    ASSERT_EQ(findings_of(s, p, tables), "") << "seed " << GetParam() * 1000 + i;
    ASSERT_EQ(to_json(p), to_json(make_plan(s, times_in_slices(s, tables), options)));
    served += p.totals_.served_.v_;
  }
  EXPECT_GT(served, 1000);
}

// No plan is below a bound, and none gets worse by improving it.
void expect_bounded(problem const& p, plan const& made) {
  auto const b = bound_plan(p);
  auto const& t = made.totals_;
  EXPECT_LE(*b.unserved_weight_, t.unserved_weight_);
  EXPECT_LE(*b.weighted_waiting_s_, t.weighted_waiting_s_);
  EXPECT_GE(*b.own_tier_, t.own_tier_);
  if (t.unserved_weight_ == *b.unserved_weight_) {
    EXPECT_LE(b.clearance_.value_or(instant{}), t.clearance_.value_or(instant{}));
    EXPECT_LE(*b.length_m_, t.length_m_);
  }
}

TEST_P(random_plans, are_improved_within_the_rules_and_above_their_bounds) {
  auto saved = std::int64_t{0};
  for (auto i = std::uint64_t{0}; i != 120; ++i) {
    auto d = dice{GetParam() * 1000 + i};
    auto const s = random_scenario(d);
    auto const tables = random_ways(s, d);
    auto const times = times_in_slices(s, tables);
    auto options = planning_options{};
    auto const first = make_plan(s, times, options);
    auto told = worth{};
    options.improve_ = improve_options{.iterations_ = 3'000,
                                       .passed_ = [] { return 0.0; },
                                       .progress_ = [&](worth const& now, std::int64_t) { told = now; }};
    auto const improved = make_plan(s, times, options);
    EXPECT_EQ(told.unserved_, improved.totals_.unserved_weight_);
    EXPECT_EQ(told.waiting_s_, improved.totals_.weighted_waiting_s_);
    ASSERT_EQ(findings_of(s, improved, tables), "") << "seed " << GetParam() * 1000 + i;
    EXPECT_LE(improved.totals_.unserved_weight_, first.totals_.unserved_weight_);
    if (improved.totals_.unserved_weight_ == first.totals_.unserved_weight_) {
      EXPECT_LE(improved.totals_.weighted_waiting_s_, first.totals_.weighted_waiting_s_);
    }
    saved += first.totals_.weighted_waiting_s_ - improved.totals_.weighted_waiting_s_;
    ASSERT_EQ(to_json(improved), to_json(make_plan(s, times, options)));
    expect_bounded(problem{s, times}, first);
    expect_bounded(problem{s, times}, improved);
    ASSERT_FALSE(HasFailure()) << "seed " << GetParam() * 1000 + i;
  }
  EXPECT_GT(saved, 0);
}

TEST_P(random_plans, go_on_from_what_has_begun) {
  auto gone_on = std::size_t{0};
  for (auto i = std::uint64_t{0}; i != 150; ++i) {
    auto d = dice{GetParam() * 1000 + 500 + i};
    auto s = random_scenario(d);
    s.closures_.clear();  // a slice that is over is none of the later plan's
    auto const tables = random_ways(s, d);
    auto const first = make_plan(s, times_in_slices(s, tables), {});
    auto const later = later_that_day(s, first, kStart + seconds{d.between(1, 500) * 60});
    ASSERT_NO_FATAL_FAILURE(expect_valid(later)) << "seed " << GetParam() * 1000 + 500 + i;
    auto const p = make_plan(later, times_in_slices(later, tables), {});
    ASSERT_EQ(findings_of(later, p, tables), "") << "seed " << GetParam() * 1000 + 500 + i;
    gone_on += p.trips_.size() - later.committed_->trips_.size();
  }
  EXPECT_GT(gone_on, 30U);
}

// A new place has the ways of the one that it lies at.
void add_stopped(scenario const& s, scenario const& now, std::vector<ways>& tables) {
  auto const places = places_of(s);
  for (auto i = s.pickup_points_.size(); i != now.pickup_points_.size(); ++i) {
    auto const& added = now.pickup_points_[i];
    auto const from = std::ranges::find_if(places, [&](place const& p) {
      return p.position_.lat_e7_ == added.position_.lat_e7_ && p.position_.lon_e7_ == added.position_.lon_e7_;
    });
    for (auto& table : tables) {
      for (auto const& to : places) {
        if (auto const w = find_way(table, from->id_, to.id_)) {
          table[{added.id_, to.id_}] = *w;
        }
      }
    }
  }
}

losses random_losses(scenario const& s, dice& d) {
  auto lost = losses{};
  if (d.one_in(2)) {
    lost.vehicles_.push_back(any_id(s.vehicles_, d));
  }
  if (d.one_in(3)) {
    lost.centres_.push_back(any_id(s.centres_, d));
  }
  if (d.one_in(3)) {
    lost.points_.push_back(any_id(s.pickup_points_, d));
  }
  return lost;
}

TEST_P(random_plans, are_whole_again_when_something_drops_out) {
  auto kept = std::int64_t{0};
  auto changed = std::size_t{0};
  for (auto i = std::uint64_t{0}; i != 150; ++i) {
    auto d = dice{GetParam() * 1000 + 700 + i};
    auto s = random_scenario(d);
    s.closures_.clear();  // a slice that is over is none of the later plan's
    auto tables = random_ways(s, d);
    auto const first = make_plan(s, times_in_slices(s, tables), {});
    auto const lost = random_losses(s, d);
    auto const to = situation_at(s, first, kStart + seconds{d.between(0, 300) * 60}, lost);
    ASSERT_TRUE(to.has_value()) << to.error().sentence_;
    auto const& now = to->scenario_;
    add_stopped(s, now, tables);
    ASSERT_NO_FATAL_FAILURE(expect_valid(now)) << "seed " << GetParam() * 1000 + 700 + i;
    auto const made = replan(now, first, lost, times_in_slices(now, tables), {});
    ASSERT_EQ(findings_of(now, made.plan_, tables), "") << "seed " << GetParam() * 1000 + 700 + i;
    ASSERT_LE(made.had_to_change_ + made.new_tickets_, std::ssize(*made.plan_.changes_));
    kept += made.kept_trips_;
    changed += made.plan_.changes_->size();
  }
  EXPECT_GT(kept, 30);
  EXPECT_GT(changed, 30U);
}

// The same ways where none is longer than one over a third place, and a few much slower.
ways shortest(scenario const& s, ways w, dice& d) {
  for (auto& [pair, way] : w) {
    way.driving_ = way.driving_ * (d.one_in(5) ? 2 : 1) + seconds{1};
  }
  auto const places = places_of(s);
  for (auto const& over : places) {
    for (auto const& from : places) {
      for (auto const& to : places) {
        auto const in = find_way(w, from.id_, over.id_);
        auto const out = find_way(w, over.id_, to.id_);
        auto const known = find_way(w, from.id_, to.id_);
        if (in && out && (!known || in->driving_ + out->driving_ < known->driving_)) {
          w.erase({to.id_, from.id_});
          w[{from.id_, to.id_}] = {in->driving_ + out->driving_, in->length_ + out->length_};
        }
      }
    }
  }
  return w;
}

TEST_P(random_plans, change_no_fewer_tickets_than_had_to_when_roads_become_slow) {
  auto had_to = std::int64_t{0};
  for (auto i = std::uint64_t{0}; i != 100; ++i) {
    auto d = dice{GetParam() * 1000 + 850 + i};
    auto s = random_scenario(d);
    s.closures_.clear();
    auto const before = random_ways(s, d).front();
    auto const first = make_plan(s, times_from(s, before), {});
    auto const to = situation_at(s, first, kStart + seconds{d.between(0, 300) * 60}, {});
    ASSERT_TRUE(to.has_value()) << to.error().sentence_;
    auto const table = shortest(s, before, d);
    auto times = times_from(to->scenario_, table);
    times.are_shortest_ = true;
    auto const made = replan(to->scenario_, first, {}, times, {});
    ASSERT_EQ(findings_of(to->scenario_, made.plan_, {table}), "") << "seed " << GetParam() * 1000 + 850 + i;
    ASSERT_LE(made.had_to_change_ + made.new_tickets_, std::ssize(*made.plan_.changes_));
    had_to += made.had_to_change_;
  }
  EXPECT_GT(had_to, 30);
}

INSTANTIATE_TEST_SUITE_P(seeds, random_plans, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace leeward::planning
