#include "planning/city/city.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/file.h"
#include "base/time.h"
#include "check/ask_roads.h"
#include "check/check.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/made/make_scenario.h"
#include "planning/model/scenario_file.h"
#include "planning/problem.h"
#include "roads/subject.h"

namespace leeward::bench {

namespace {

namespace fs = std::filesystem;

constexpr auto const kMostBytes = std::size_t{1} << 30U;
constexpr auto const kRegionPeople = std::int64_t{340'000};
constexpr auto const* kRegion = "region";
constexpr auto const* kRoads = "region.roads";
constexpr auto const kAccessibleBedsPerCent = std::int64_t{90};
constexpr auto const kFindingsShown = std::size_t{20};

template <typename T, typename Fn>
std::optional<double> in_unit(std::optional<T> const& bound, Fn const& unit) {
  return bound ? std::optional{unit(*bound)} : std::nullopt;
}

}  // namespace

double made_region::make() const {
  return make_subject(kRegion, make_extract(kRegion, kRegionPeople, 1, folder_), folder_).dijkstra_s_;
}

void made_region::make_city(city_size const& c, std::int64_t const seed) const {
  auto const map = must(roads::open(folder_ / kRoads));
  auto numbers = planning::made_numbers{};
  numbers.accessible_beds_per_cent_of_need_ = kAccessibleBedsPerCent;
  auto const size = planning::made_size{.people_ = c.people_,
                                        .points_ = c.points_,
                                        .centres_ = c.centres_,
                                        .vehicles_ = c.vehicles_,
                                        .seed_ = static_cast<std::uint64_t>(seed),
                                        .start_ = must(parse_instant("2024-01-05T08:00:00Z"))};
  auto s = must(planning::make_scenario(must(planning::ground_of(map)), size, numbers));
  s.roads_ = kRoads;
  s.attribution_ = std::string{roads::attribution(*map)};
  ensure(write_atomically(file_of(c, seed), planning::to_json(s)).has_value(), "a scenario can be written");
}

fs::path made_region::file_of(city_size const& c, std::int64_t const seed) const {
  return folder_ / fmt::format("city_{}_{}.json", c.people_, seed);
}

double stages::sum() const {
  return std::accumulate(begin(took_), end(took_), 0.0, [](double const sum, auto const& s) { return sum + s.second; });
}

city open(fs::path const& file, stages& on) {
  auto const text = on.run("read_file", [&] { return must(read_file(file, kMostBytes)); });
  auto s = on.run("read_scenario", [&] { return must(planning::read_scenario(text, file.string())); });
  auto map = on.run("open_roads", [&] { return must(roads::open(file.parent_path() / s.roads_)); });
  auto survey = on.run("matrix", [&] { return must(planning::survey_roads(s, map, file.string())); });
  return {.name_ = "planning." + file.stem().string(),
          .scenario_ = std::move(s),
          .map_ = std::move(map),
          .survey_ = std::move(survey)};
}

std::optional<double> term::gap() const {
  return in_unit(bound_, [&](double const b) { return 100 * std::fabs(value_ - b) / std::max(1.0, b); });
}

std::array<term, 5> terms_of(planning::scenario const& s, planning::totals const& t) {
  auto const b = t.bounds_.value_or(planning::term_bounds{});
  auto const plain = [](auto const n) { return static_cast<double>(n); };
  auto const hours = [](std::int64_t const seconds) { return static_cast<double>(seconds) / 3600; };
  auto const after = [&](instant const at) { return hours((at - s.start_).v_); };
  auto const people = [](persons const n) { return static_cast<double>(n.v_); };
  auto const km = [](metres const m) { return static_cast<double>(m.v_) / 1000; };
  return {term{"unserved_weight", "persons by priority", plain(t.unserved_weight_), in_unit(b.unserved_weight_, plain)},
          term{"waiting_h", "h by priority", hours(t.weighted_waiting_s_), in_unit(b.weighted_waiting_s_, hours)},
          term{"clearance_h", "h", after(t.clearance_.value_or(s.start_)), in_unit(b.clearance_, after)},
          term{"own_tier", "persons, at most", people(t.own_tier_), in_unit(b.own_tier_, people)},
          term{"driven_km", "km", km(t.length_m_), in_unit(b.length_m_, km)}};
}

void print_terms(std::string_view const name, std::array<term, 5> const& terms) {
  for (auto const& t : terms) {
    print(fmt::format("{}.{}", name, t.name_), t.value_, t.unit_, t.bound_);
    if (auto const gap = t.gap()) {
      print(fmt::format("{}.{}_gap", name, t.name_), *gap, "% of the bound");
    }
  }
}

double add_bounds(planning::scenario const& s, planning::road_times const& times, planning::plan& p) {
  return time_of([&] { planning::add_bounds(planning::bound_plan(planning::problem{s, times}), p); });
}

double judge(std::string_view const name, planning::scenario const& s,
             std::shared_ptr<roads::road_map const> const& map, planning::plan const& p) {
  auto findings = std::vector<check::finding>{};
  auto const took = time_of([&] { findings = check::check_plan(s, p, must(check::ask_roads(s, map))); });
  for (auto const& f : std::span{findings}.first(std::min(findings.size(), kFindingsShown))) {
    fmt::print(stderr, "{}: {}: {}\n", name, f.subject_, f.sentence_);
  }
  ensure(findings.empty(), "every plan keeps every rule");
  return took;
}

}  // namespace leeward::bench
