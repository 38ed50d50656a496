#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/file.h"
#include "figure.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/scenario_file.h"
#include "planning/problem.h"
#include "roads/roads.h"

// How good a plan for a whole city is after so long, each term beside its bound. Scenarios as scenarios/README.md makes
// them; nothing without.
//   bench_planning_city SECONDS THREADS SCENARIO.json…
namespace leeward::bench {

namespace {

namespace fs = std::filesystem;
using clock = std::chrono::steady_clock;

constexpr auto const kMostBytes = std::size_t{1} << 30U;

template <typename T>
T must(result<T> r) {
  ensure(r.has_value(), "the benchmark's files are whole");
  return *std::move(r);
}

void in_two_threads(std::vector<std::function<void()>> const& all) {
  auto threads = std::vector<std::jthread>{};
  for (auto const& work : all) {
    threads.emplace_back(work);
  }
}

void measure_city(fs::path const& file, double const seconds_given, int const threads) {
  auto const name = fmt::format("planning.{}", file.stem().string());
  auto const start = clock::now();
  auto const cpu = cpu_seconds();
  auto const passed = [&] { return std::chrono::duration<double>(clock::now() - start).count(); };
  auto const s = must(planning::read_scenario(must(read_file(file, kMostBytes)), file.string()));
  auto const map = must(roads::open(file.parent_path() / s.roads_));
  auto const times = must(planning::measure(s, map, file.string()));
  auto const first = planning::make_plan(s, times, {});
  print(name + ".first_plan_s", cpu_seconds() - cpu, "s", 2);
  print(name + ".first_waiting_h", static_cast<double>(first.totals_.weighted_waiting_s_) / 3600, "h", 0);
  auto options = planning::planning_options{};
  options.improve_ = planning::improve_options{.passed_ = [&] { return passed() / seconds_given; }};
  if (threads > 1) {
    options.improve_->run_ = in_two_threads;
  }
  auto const made = planning::make_plan(s, times, options);
  auto const b = planning::bound_plan(planning::problem{s, times});
  auto const& t = made.totals_;
  auto const after = [&](instant const at) { return static_cast<double>((at - s.start_).v_) / 3600; };
  print(name + ".unserved_weight", static_cast<double>(t.unserved_weight_), "",
        static_cast<double>(b.unserved_weight_.value_or(0)));
  print(name + ".waiting_h", static_cast<double>(t.weighted_waiting_s_) / 3600, "h",
        static_cast<double>(b.weighted_waiting_s_.value_or(0)) / 3600);
  print(name + ".clearance_h", after(t.clearance_.value_or(s.start_)), "h", after(b.clearance_.value_or(s.start_)));
  print(name + ".own_tier", static_cast<double>(t.own_tier_.v_), "persons",
        static_cast<double>(b.own_tier_.value_or(persons{}).v_));
  print(name + ".driven_km", static_cast<double>(t.length_m_.v_) / 1000, "km",
        static_cast<double>(b.length_m_.value_or(metres{}).v_) / 1000);
  print(name + ".changes_tried", static_cast<double>(made.made_from_.iterations_), "", 0);
  print(name + ".peak_mb", peak_megabytes(), "MB", 2048);
}

}  // namespace

}  // namespace leeward::bench

int main(int const argc, char const* const* const argv) {
  for (auto i = 3; i < argc; ++i) {
    leeward::bench::measure_city(argv[i], std::strtod(argv[1], nullptr),
                                 static_cast<int>(std::strtol(argv[2], nullptr, 10)));
  }
}
