#include <string>

#include "planning/city/city.h"
#include "planning/city/parts.h"
#include "planning/make_plan.h"
#include "planning/model/plan_file.h"
#include "planning/problem.h"
#include "planning/walking.h"

namespace leeward::bench {

namespace {

void print_stages(std::string const& name, stages const& on, double const yardstick_s) {
  for (auto const& [stage, s] : on.all()) {
    print(fmt::format("{}.{}_ms", name, stage), 1e3 * s, "ms", 1e3 * yardstick_s);
  }
}

// What reading them weighs: the yardstick of memory.
double megabytes_of(std::filesystem::path const& file, city const& c) {
  return static_cast<double>(file_size(file) + file_size(file.parent_path() / c.scenario_.roads_)) / 1e6;
}

}  // namespace

double measure_first_plan(std::filesystem::path const& file, double const search_s) {
  auto on = stages{};
  auto const c = open(file, on);
  auto made = on.run("make_plan", [&] { return planning::make_plan(c.scenario_, c.survey_.times_, {}); });
  auto const took = on.sum();
  auto const name = c.name_ + ".first_plan";
  auto const searches_s = search_s * static_cast<double>(c.survey_.times_.core_);
  print(name + "_s", took, "s", searches_s);
  print(name + ".peak_mb", peak_megabytes(), "MB", megabytes_of(file, c));
  print_stages(name, on, searches_s);
  auto apart = stages{};
  apart.run("of_matrix.walks", [&] {
    auto wrong = problems{file.string()};
    return planning::walks_on_foot(c.scenario_, c.map_, wrong);
  });
  apart.run("of_make_plan.problem", [&] { return planning::problem{c.scenario_, c.survey_.times_}; });
  apart.run("then.bounds", [&] { return add_bounds(c.scenario_, c.survey_.times_, made); });
  apart.run("then.plan_to_json", [&] { return planning::to_json(made); });
  apart.run("then.judge", [&] { return judge(name, c.scenario_, c.map_, made); });
  print_stages(name, apart, searches_s);
  print_terms(name, terms_of(c.scenario_, made.totals_));
  return took;
}

}  // namespace leeward::bench
