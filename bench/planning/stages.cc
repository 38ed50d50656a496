#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/file.h"
#include "figure.h"
#include "planning/keep_trips.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "planning/problem.h"
#include "planning/reasons.h"
#include "planning/replan.h"
#include "planning/situation.h"
#include "planning/walking.h"
#include "roads/roads.h"

// What a plan costs stage by stage, and a plan made again in memory when a bus, a centre or a road drops out.
//   bench_planning_stages SCENARIO.json…       one table a scenario; nothing without. Its plan is read from
//                                              SCENARIO.plan.json, if there is one, since the first one takes long
namespace leeward::bench {

namespace {

namespace fs = std::filesystem;
using planning::plan;
using planning::road_times;
using planning::scenario;

constexpr auto const kMostBytes = std::size_t{1} << 30U;

struct stages {
  template <typename Fn>
  auto run(std::string_view const name, Fn&& fn) {
    auto const start = cpu_seconds();
    auto made = fn();
    print(fmt::format("planning.{}.{}_ms", name_, name), 1e3 * (cpu_seconds() - start), "ms", 2000);
    return made;
  }

  std::string name_;
};

template <typename T>
T must(result<T> r) {
  if (!r) {
    fmt::print(stderr, "{}\n", r.error().sentence_);
  }
  ensure(r.has_value(), "the benchmark's files are whole");
  return *std::move(r);
}

struct given {
  scenario scenario_;
  std::shared_ptr<roads::road_map const> map_;
  road_times times_;
};

given open(stages& on, fs::path const& file) {
  auto const text = on.run("read_file", [&] { return must(read_file(file, kMostBytes)); });
  on.run("digest", [&] { return planning::digest(text); });
  auto s = on.run("read_scenario", [&] { return must(planning::read_scenario(text, file.string())); });
  auto map = on.run("open_roads", [&] { return must(roads::open(file.parent_path() / s.roads_)); });
  on.run("walks", [&] {
    auto wrong = problems{file.string()};
    return planning::walks_on_foot(s, map, wrong);
  });
  auto times = on.run("measure", [&] { return must(planning::measure(s, map, file.string())); });
  return {.scenario_ = std::move(s), .map_ = std::move(map), .times_ = std::move(times)};
}

plan make(stages& on, given const& g, fs::path const& plan_beside) {
  {
    auto const p = on.run("problem", [&] { return planning::problem{g.scenario_, g.times_}; });
    on.run("why_never", [&] {
      auto n = std::size_t{0};
      for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
        n += planning::why_never(p, {i}).size();
      }
      return n;
    });
  }
  auto known = read_file(plan_beside, kMostBytes);
  auto made = known ? must(planning::read_plan(*known, plan_beside.string()))
                    : on.run("make_plan", [&] { return planning::make_plan(g.scenario_, g.times_, {}); });
  auto const text = on.run("plan_to_json", [&] { return planning::to_json(made); });
  on.run("read_plan", [&] { return must(planning::read_plan(text, "plan")); });
  return made;
}

// Seven hours in, when many of them are on their way.
instant now_in(given const& g) { return g.scenario_.start_ + seconds{std::int64_t{7} * 3600}; }

void lose(stages& on, given const& g, plan const& before, std::string_view const what, planning::losses const& lost) {
  auto const now = now_in(g);
  auto const to = on.run(fmt::format("{}.situation", what),
                         [&] { return must(planning::situation_at(g.scenario_, before, now, lost)); });
  auto const times = must(planning::measure(to.scenario_, g.map_));
  auto const p = on.run(fmt::format("{}.problem", what), [&] { return planning::problem{to.scenario_, times}; });
  auto const kept = on.run(fmt::format("{}.keep_trips", what), [&] { return planning::keep_trips(p, before); });
  auto const again = on.run(fmt::format("{}.plan_again", what), [&] { return planning::plan_again(p, before, 1); });
  on.run(fmt::format("{}.write", what), [&] { return planning::write_replanned(p, again, before, lost, {}); });
  auto const made =
      on.run(fmt::format("{}.replan", what), [&] { return planning::replan(to.scenario_, before, lost, times, {}); });
  fmt::print("{}: {} changes, {} had to, {} new, {} kept trips, {} served of {}, {} trips\n", what,
             made.plan_.changes_->size(), made.had_to_change_, made.new_tickets_, made.kept_trips_,
             made.plan_.totals_.served_households_, made.plan_.totals_.households_, made.plan_.totals_.trips_);
}

roads::place_on_road on_road(given const& g, roads::profile_id const profile, std::string const& id) {
  auto const places = planning::places_of(g.scenario_);
  auto const p = std::ranges::find(places, id, &planning::place::id_);
  return must(roads::snap(*g.map_, profile, p->position_, planning::kSnapLimit));
}

// To its centre.
std::vector<position> way_of(given const& g, planning::trip const& t) {
  auto const profile = must(roads::find_profile(*g.map_, "coach"));
  auto const& way = t.centre_.way_;
  return must(
             roads::situation{g.map_, profile}.find_route(on_road(g, profile, way.from_), on_road(g, profile, way.to_)))
      .geometry_;
}

// What is yet to come of the plan.
std::vector<planning::trip const*> trips_to_come(given const& g, plan const& p) {
  auto list = std::vector<planning::trip const*>{};
  for (auto const& t : p.trips_) {
    if (t.pickups_.front().way_.departure_ >= now_in(g)) {
      list.push_back(&t);
    }
  }
  return list;
}

// The place that the ways of most of some of these trips share, such as a bridge out of the city.
position busiest(given const& g, std::vector<planning::trip const*> const& trips) {
  constexpr auto const kEvery = std::size_t{10};
  auto count = std::map<std::pair<std::int32_t, std::int32_t>, int>{};
  for (auto i = std::size_t{0}; i < trips.size(); i += kEvery) {
    for (auto const& at : way_of(g, *trips[i])) {
      ++count[{at.lat_e7_, at.lon_e7_}];
    }
  }
  auto const most = std::ranges::max_element(count, {}, [](auto const& c) { return c.second; });
  return {.lat_e7_ = most->first.first, .lon_e7_ = most->first.second};
}

// Closed from now on.
void lose_road(given const& g, plan const& before, std::string_view const what, position const where) {
  auto s = g.scenario_;
  auto& closed = s.closures_.emplace_back();
  closed.id_ = "closed";
  closed.near_ = where;
  closed.from_ = now_in(g);
  auto const to = must(planning::situation_at(s, before, now_in(g), {}));
  auto const times = must(planning::measure(to.scenario_, g.map_));
  auto const start = cpu_seconds();
  auto const p = planning::problem{to.scenario_, times};
  auto again = planning::plan_again(p, before, 1);
  auto const planned = cpu_seconds();
  auto const made = planning::write_replanned(p, std::move(again), before, {}, {});
  auto const end = cpu_seconds();
  auto const lost = std::ranges::count_if(*made.plan_.changes_, [](auto const& c) { return !c.is_; });
  auto const& t = made.plan_.totals_;
  fmt::print(
      "{}: {:.0f} ms and {:.0f} ms to write, {} changes, {} had to, {} new, {} without any more, {} kept trips, "
      "{:.0f} h waiting\n",
      what, 1e3 * (planned - start), 1e3 * (end - planned), made.plan_.changes_->size(), made.had_to_change_,
      made.new_tickets_, lost, made.kept_trips_, static_cast<double>(t.weighted_waiting_s_) / 3600);
}

// On the ways of ten trips, one near its beginning, one near its end, and where most trips pass.
void lose_roads(given const& g, plan const& before) {
  constexpr auto const kRoads = std::size_t{10};
  auto const trips = trips_to_come(g, before);
  for (auto i = std::size_t{0}; i != kRoads; ++i) {
    auto const way = way_of(g, *trips[(2 * i + 1) * trips.size() / (2 * kRoads)]);
    lose_road(g, before, fmt::format("road {}", i + 1), way[(i + 1) * way.size() / (kRoads + 1)]);
  }
  lose_road(g, before, "busiest road", busiest(g, trips));
}

void measure_scenario(fs::path const& file) {
  auto on = stages{file.stem().string()};
  auto const g = open(on, file);
  auto const made = make(on, g, fs::path{file}.replace_extension(".plan.json"));
  print(fmt::format("planning.{}.peak_mb", on.name_), peak_megabytes(), "MB", 4096);
  auto const& last = made.trips_[made.trips_.size() / 2];
  lose(on, g, made, "nothing", {});
  lose(on, g, made, "bus", {.vehicles_ = {last.vehicle_}, .centres_ = {}, .points_ = {}});
  lose(on, g, made, "centre", {.vehicles_ = {}, .centres_ = {last.centre_.way_.to_}, .points_ = {}});
  lose_roads(g, made);
}

}  // namespace

}  // namespace leeward::bench

int main(int const argc, char const* const* const argv) {
  for (auto i = 1; i < argc; ++i) {
    leeward::bench::measure_scenario(argv[i]);
  }
}
