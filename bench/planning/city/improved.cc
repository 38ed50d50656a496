#include <limits>
#include <string>

#include "planning/city/city.h"
#include "planning/city/effort.h"
#include "planning/city/lost.h"
#include "planning/city/parts.h"

namespace leeward::bench {

namespace {

struct improved {
  city city_;
  planning::plan plan_;
  double waiting_gap_{0};
};

improved improve(std::filesystem::path const& file, double const seconds) {
  auto const options = improved_for(seconds);
  auto on = stages{};
  auto c = open(file, on);
  auto made = planning::make_plan(c.scenario_, c.survey_.times_, options);
  auto const name = c.name_ + ".improved";
  print(name + ".after_s", seconds, "s by the clock, 2 threads");
  print(name + ".changes_tried", static_cast<double>(made.made_from_.iterations_), "");
  print(name + ".peak_mb", peak_megabytes(), "MB");
  add_bounds(c.scenario_, c.survey_.times_, made);
  judge(name, c.scenario_, c.map_, made);
  auto const terms = terms_of(c.scenario_, made.totals_);
  print_terms(name, terms);
  auto const gap = terms[kWaiting].gap().value_or(std::numeric_limits<double>::quiet_NaN());
  return {.city_ = std::move(c), .plan_ = std::move(made), .waiting_gap_ = gap};
}

}  // namespace

double measure_improved(std::filesystem::path const& file, long_run const& run) {
  return improve(file, run.seconds_).waiting_gap_;
}

double measure_improved_and_lost(std::filesystem::path const& file, long_run const& run) {
  auto const made = improve(file, run.seconds_);
  measure_lost(made.city_, made.plan_, run);
  return made.waiting_gap_;
}

}  // namespace leeward::bench
