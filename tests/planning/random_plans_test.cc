#include <algorithm>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/json/description.h"
#include "check/check.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/given_times.h"
#include "planning/make_plan.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "planning/replan.h"

// The planner against the judge, on small scenarios of every shape.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};

class dice {
public:
  explicit dice(std::uint64_t const seed) : engine_{seed} {}

  std::int64_t between(std::int64_t const min, std::int64_t const max) {
    return min + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(max - min + 1));
  }
  bool one_in(std::int64_t const n) { return between(1, n) == 1; }
  template <typename T>
  std::optional<T> perhaps(T const v) {
    return one_in(3) ? std::optional{v} : std::nullopt;
  }
  instant time(std::int64_t const from_min, std::int64_t const to_min) {
    return kStart + seconds{between(from_min, to_min) * 60};
  }

private:
  std::mt19937_64 engine_;
};

// Within a kilometre, so that people can walk and no drive is shorter than the straight line allows.
position somewhere(dice& d) {
  return {.lat_e7_ = static_cast<std::int32_t>(520'000'000 + d.between(0, 60'000)),
          .lon_e7_ = static_cast<std::int32_t>(100'000'000 + d.between(0, 90'000))};
}

template <typename List>
std::string const& any_id(List const& list, dice& d) {
  return list[static_cast<std::size_t>(d.between(0, std::ssize(list) - 1))].id_;
}

void add_places(scenario& s, dice& d) {
  for (auto i = d.between(1, 2); i != 0; --i) {
    s.depots_.push_back({.id_ = fmt::format("d{}", i), .name_ = {}, .position_ = somewhere(d)});
  }
  for (auto i = d.between(1, 5); i != 0; --i) {
    auto p = pickup_point{};
    p.id_ = fmt::format("p{}", i);
    p.position_ = somewhere(d);
    p.step_free_ = !d.one_in(4);
    p.capacity_ = d.perhaps(persons{d.between(4, 12)});
    p.open_from_ = d.perhaps(d.time(-30, 200));
    p.open_until_ = d.perhaps(d.time(300, 900));
    p.loading_places_ = d.perhaps(d.between(1, 2));
    p.loading_ = d.perhaps(service_time{{d.between(0, 300)}, {d.between(0, 30)}});
    s.pickup_points_.push_back(std::move(p));
  }
  for (auto i = d.between(1, 4); i != 0; --i) {
    auto c = centre{};
    c.id_ = fmt::format("c{}", i);
    c.position_ = somewhere(d);
    c.tier_ = d.between(1, 3);
    c.beds_ = {{d.between(0, 40)}, {d.between(0, 4)}};
    c.serves_ = d.one_in(2) ? std::vector{need::kPet, need::kPower} : std::vector<need>{};
    c.open_from_ = d.perhaps(d.time(0, 300));
    c.intake_persons_per_hour_ = d.perhaps(d.between(5, 100));
    c.unloading_places_ = d.perhaps(d.between(1, 2));
    s.centres_.push_back(std::move(c));
  }
}

void add_vehicles(scenario& s, dice& d) {
  for (auto i = d.between(1, 5); i != 0; --i) {
    auto v = vehicle{};
    v.id_ = fmt::format("v{}", i);
    v.depot_ = s.depots_[static_cast<std::size_t>(d.between(0, std::ssize(s.depots_) - 1))].id_;
    v.seats_ = {d.between(0, 20)};
    v.wheelchair_bays_ = {d.between(0, 2)};
    v.lying_places_ = {d.between(0, 1)};
    v.oxygen_ = {d.between(0, 2)};
    v.takes_pets_ = !d.one_in(3);
    v.available_from_ = d.perhaps(d.time(0, 200));
    v.available_until_ = d.perhaps(d.time(300, 1200));
    for (auto k = d.between(0, 2); k != 0; --k) {
      auto const from = d.time(-60, 300);
      auto const until = from + seconds{d.between(60, 780) * 60};
      auto const next = until + seconds{39600 + d.between(0, 5000)};
      v.crews_.push_back({.id_ = fmt::format("{} crew {}", v.id_, k),
                          .shifts_ = {{from, until}, {next, next + seconds{d.between(60, 780) * 60}}}});
    }
    s.vehicles_.push_back(std::move(v));
  }
}

// A fixed point, a walk to one that the plan chooses, or the own door.
void place_household(scenario const& s, household& h, dice& d) {
  if (d.one_in(2)) {
    h.pickup_point_ = any_id(s.pickup_points_, d);
    return;
  }
  h.position_ = somewhere(d);
  h.door_ = d.one_in(3);
  if (!h.door_) {
    h.walks_m_ = d.perhaps(metres{d.between(0, 1500)});
  }
}

void add_households(scenario& s, dice& d) {
  for (auto i = d.between(0, 30); i != 0; --i) {
    auto h = household{};
    h.id_ = fmt::format("h{}", i);
    place_household(s, h, d);
    h.persons_ = {d.between(1, 6)};
    h.wheelchair_bays_ = {d.one_in(6) ? 1 : 0};
    h.lying_places_ = {d.one_in(10) && h.persons_ > h.wheelchair_bays_ ? 1 : 0};
    h.oxygen_ = {d.one_in(10) ? 1 : 0};
    h.priority_class_ = d.perhaps(std::string{d.one_in(2) ? "first" : "second"});
    h.priority_ = h.priority_class_ ? 1 : d.between(1, 3);
    h.zone_ = d.one_in(5) ? std::optional<std::string>{"z"} : std::nullopt;
    h.board_by_ = d.one_in(6) ? std::optional{d.time(100, 900)} : std::nullopt;
    h.seats_ = d.perhaps(persons{d.between(0, 6)});
    h.accessible_beds_ = d.perhaps(persons{d.between(0, h.persons_.v_)});
    h.ready_from_ = d.perhaps(d.time(-30, 600));
    if (d.one_in(5)) {
      h.needs_.push_back(d.one_in(2) ? need::kPet : need::kPower);
    }
    s.households_.push_back(std::move(h));
  }
}

bool together(household const& a, household const& b) {
  return std::ranges::find(a.travels_with_, b.id_) != a.travels_with_.end() ||
         std::ranges::find(b.travels_with_, a.id_) != b.travels_with_.end();
}

// Who goes with whom, and what a person has decided.
void add_wishes(scenario& s, dice& d) {
  auto const n = std::ssize(s.households_);
  for (auto i = std::ptrdiff_t{1}; i < n; ++i) {
    auto& h = s.households_[static_cast<std::size_t>(i)];
    auto const& other = s.households_[static_cast<std::size_t>(d.between(0, i - 1))];
    if (d.one_in(5)) {
      h.travels_with_.push_back(other.id_);
      if (!other.position_ && !h.position_) {
        h.pickup_point_ = other.pickup_point_;
      }
    } else if (d.one_in(6) && !together(h, other)) {
      h.apart_from_.push_back(other.id_);
    }
    if (d.one_in(8)) {
      s.pins_.push_back({.household_ = h.id_,
                         .centre_ = d.perhaps(any_id(s.centres_, d)),
                         .pickup_point_ = {},
                         .vehicle_ = any_id(s.vehicles_, d)});
    }
    if (d.one_in(10)) {
      s.forbidden_.push_back(
          {.household_ = h.id_, .pickup_point_ = {}, .vehicle_ = {}, .centre_ = any_id(s.centres_, d)});
    }
  }
  if (d.one_in(3)) {
    s.forbidden_.push_back({.household_ = {},
                            .pickup_point_ = any_id(s.pickup_points_, d),
                            .vehicle_ = any_id(s.vehicles_, d),
                            .centre_ = {}});
  }
  if (d.one_in(3)) {
    s.committed_.emplace().holds_.push_back({any_id(s.centres_, d), {{d.between(0, 10)}, {d.between(0, 1)}}});
  }
}

// They only cut the operation; what they do to the roads is in the tables.
void add_closures(scenario& s, dice& d) {
  for (auto i = d.between(0, 2); i != 0; --i) {
    auto c = roads::closure{};
    c.id_ = fmt::format("closure {}", i);
    c.name_ = "A 1";
    c.from_ = d.time(-30, 400);
    c.to_ = *c.from_ + seconds{d.between(1, 500) * 60};
    s.closures_.push_back(std::move(c));
  }
}

scenario random_scenario(dice& d) {
  auto s = scenario{};
  s.format_ = kScenarioFormat;
  s.name_ = "random";
  s.start_ = kStart;
  s.end_ = d.time(1000, 2400);
  s.roads_ = "none.roads";
  s.loading_ = {{d.between(0, 600)}, {d.between(0, 60)}};
  s.unloading_ = {{d.between(0, 600)}, {d.between(0, 60)}};
  if (d.one_in(2)) {
    s.crew_rules_.driving_without_break_s_ = {d.between(600, 16200)};
    s.crew_rules_.break_s_ = {d.between(0, 3600)};
    s.crew_rules_.driving_per_shift_s_ = {d.between(7200, 32400)};
  }
  s.priorities_ = {{"first", d.between(1, 5)}, {"second", 1}};
  s.zones_ = {{.id_ = "z", .name_ = {}, .deadline_ = d.perhaps(d.time(200, 900))}};
  add_places(s, d);
  add_vehicles(s, d);
  add_households(s, d);
  add_wishes(s, d);
  add_closures(s, d);
  return s;
}

// One for each slice: some ways are slower in the later ones, some closed.
std::vector<ways> random_ways(scenario const& s, dice& d) {
  auto tables = std::vector<ways>(slice_starts(s).size());
  auto const places = places_of(s);
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    for (auto k = std::size_t{0}; k != i; ++k) {
      if (d.one_in(12)) {
        continue;
      }
      auto const usual = way{{d.between(0, 12000)}, {d.between(0, 200000)}};
      for (auto& table : tables) {
        if (tables.size() == 1 || !d.one_in(6)) {
          table[{places[i].id_, places[k].id_}] = {usual.driving_ * (d.one_in(4) ? 2 : 1), usual.length_};
        }
      }
    }
  }
  return tables;
}

// What the judge asks: the slices that a drive touches, found again from the closures.
check::leg_times answers(scenario const& s, std::vector<ways> const& tables) {
  auto const drive = [s, tables](std::string_view, std::string_view const from, std::string_view const to,
                                 instant const departure, instant const arrival) -> std::optional<seconds> {
    auto slowest = seconds{};
    auto const starts = slice_starts(s);
    for (auto i = std::size_t{0}; i != starts.size(); ++i) {
      auto const begins_later = i != 0 && starts[i] > departure && starts[i] >= arrival;
      auto const is_over = i + 1 != starts.size() && starts[i + 1] <= departure;
      if (begins_later || is_over) {
        continue;
      }
      auto const w = find_way(tables[i], std::string{from}, std::string{to});
      if (!w) {
        return std::nullopt;
      }
      slowest = std::max(slowest, w->driving_);
    }
    return slowest;
  };
  return {drive, {}};
}

std::string findings_of(scenario const& s, plan const& p, std::vector<ways> const& tables) {
  auto text = std::string{};
  for (auto const& f : check::check_plan(s, p, answers(s, tables))) {
    text += fmt::format("{} {} {}\n", json::words_of<check::rule>()[static_cast<std::size_t>(f.rule_)].word_,
                        f.subject_, f.sentence_);
  }
  return text;
}

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

void expect_valid(scenario const& s) {
  auto r = json::reader{"random"};
  validate(r, s);
  ASSERT_TRUE(r.good()) << r.all().to_error().value().sentence_;
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
