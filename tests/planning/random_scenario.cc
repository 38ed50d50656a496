#include "planning/random_scenario.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/json/description.h"
#include "check/check.h"
#include "planning/model/scenario_file.h"

namespace leeward::planning {

namespace {

// Within a kilometre, so that people can walk and no drive is shorter than the straight line allows.
position somewhere(dice& d) {
  return {.lat_e7_ = static_cast<std::int32_t>(520'000'000 + d.between(0, 60'000)),
          .lon_e7_ = static_cast<std::int32_t>(100'000'000 + d.between(0, 90'000))};
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

void add_households(scenario& s, dice& d, std::int64_t const most) {
  for (auto i = d.between(0, most); i != 0; --i) {
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

}  // namespace

scenario random_scenario(dice& d, std::int64_t const most_households) {
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
  add_households(s, d, most_households);
  add_wishes(s, d);
  add_closures(s, d);
  return s;
}

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

std::string findings_of(scenario const& s, plan const& p, std::vector<ways> const& tables) {
  auto text = std::string{};
  for (auto const& f : check::check_plan(s, p, answers(s, tables))) {
    text += fmt::format("{} {} {}\n", json::words_of<check::rule>()[static_cast<std::size_t>(f.rule_)].word_,
                        f.subject_, f.sentence_);
  }
  return text;
}

void expect_valid(scenario const& s) {
  auto r = json::reader{"random"};
  validate(r, s);
  ASSERT_TRUE(r.good()) << r.all().to_error().value().sentence_;
}

}  // namespace leeward::planning
