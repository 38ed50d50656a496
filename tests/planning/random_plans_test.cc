#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "check/check.h"
#include "planning/given_times.h"
#include "planning/make_plan.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"

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

void add_places(scenario& s, dice& d) {
  for (auto i = d.between(1, 2); i != 0; --i) {
    s.depots_.push_back({.id_ = fmt::format("d{}", i), .name_ = {}, .position_ = {}});
  }
  for (auto i = d.between(1, 5); i != 0; --i) {
    auto p = pickup_point{};
    p.id_ = fmt::format("p{}", i);
    p.step_free_ = !d.one_in(4);
    p.open_from_ = d.perhaps(d.time(-30, 200));
    p.open_until_ = d.perhaps(d.time(300, 900));
    p.loading_places_ = d.perhaps(d.between(1, 2));
    p.loading_ = d.perhaps(service_time{{d.between(0, 300)}, {d.between(0, 30)}});
    s.pickup_points_.push_back(std::move(p));
  }
  for (auto i = d.between(1, 4); i != 0; --i) {
    auto c = centre{};
    c.id_ = fmt::format("c{}", i);
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

void add_households(scenario& s, dice& d) {
  for (auto i = d.between(0, 30); i != 0; --i) {
    auto h = household{};
    h.id_ = fmt::format("h{}", i);
    h.pickup_point_ = s.pickup_points_[static_cast<std::size_t>(d.between(0, std::ssize(s.pickup_points_) - 1))].id_;
    h.persons_ = {d.between(1, 6)};
    h.wheelchair_bays_ = {d.one_in(6) ? 1 : 0};
    h.lying_places_ = {d.one_in(10) && h.persons_ > h.wheelchair_bays_ ? 1 : 0};
    h.oxygen_ = {d.one_in(10) ? 1 : 0};
    h.priority_ = d.between(1, 3);
    h.seats_ = d.perhaps(persons{d.between(0, 6)});
    h.accessible_beds_ = d.perhaps(persons{d.between(0, h.persons_.v_)});
    h.ready_from_ = d.perhaps(d.time(-30, 600));
    if (d.one_in(5)) {
      h.needs_.push_back(d.one_in(2) ? need::kPet : need::kPower);
    }
    s.households_.push_back(std::move(h));
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
  add_places(s, d);
  add_vehicles(s, d);
  add_households(s, d);
  return s;
}

ways random_ways(scenario const& s, dice& d) {
  auto table = ways{};
  auto const places = places_of(s);
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    for (auto k = std::size_t{0}; k != i; ++k) {
      if (!d.one_in(12)) {
        table[{std::string{places[i].id_}, std::string{places[k].id_}}] = {{d.between(0, 12000)},
                                                                           {d.between(0, 200000)}};
      }
    }
  }
  return table;
}

std::string findings_of(scenario const& s, plan const& p, ways const& table) {
  auto const ask = [&](std::string_view, std::string_view const from,
                       std::string_view const to) -> std::optional<seconds> {
    auto const there = table.find({std::string{from}, std::string{to}});
    auto const back = table.find({std::string{to}, std::string{from}});
    auto const& found = there != table.end() ? there : back;
    return from == to             ? std::optional{seconds{}}
           : found == table.end() ? std::nullopt
                                  : std::optional{found->second.driving_};
  };
  auto text = std::string{};
  for (auto const& f : check::check_plan(s, p, ask)) {
    text += fmt::format("{} {} {}\n", static_cast<int>(f.rule_), f.subject_, f.sentence_);
  }
  return text;
}

class random_plans : public testing::TestWithParam<std::uint64_t> {};

TEST_P(random_plans, keep_every_rule_and_come_out_the_same_again) {
  auto served = std::int64_t{0};
  for (auto i = std::uint64_t{0}; i != 250; ++i) {
    auto d = dice{GetParam() * 1000 + i};
    auto const s = random_scenario(d);
    auto const table = random_ways(s, d);
    auto r = json::reader{"random"};
    validate(r, s);
    ASSERT_TRUE(r.good()) << r.all().to_error().value().sentence_;
    auto options = planning_options{};
    options.made_from_.seed_ = i;
    auto const p = make_plan(s, times_from(s, table), options);
    ASSERT_EQ(findings_of(s, p, table), "") << "seed " << GetParam() * 1000 + i;
    ASSERT_EQ(to_json(p), to_json(make_plan(s, times_from(s, table), options)));
    served += p.totals_.served_.v_;
  }
  EXPECT_GT(served, 1000);
}

INSTANTIATE_TEST_SUITE_P(seeds, random_plans, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace leeward::planning
