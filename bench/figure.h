#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What every benchmark program needs: a clock, a median, and the line it prints.
namespace leeward::bench {

// A measured value beside what one would compare it with, in the same unit: their ratio carries over to other machines.
// Where there is nothing to compare it with, or that is 0, there is no ratio.
struct figure {
  std::string figure_;  // "roads.testfeld_nds.query_place_us"
  double value_{0};
  std::string unit_;
  std::optional<double> yardstick_;
  std::optional<double> ratio_;
};

// Prints one line of JSON, four digits a number.
void print(std::string_view name, double value, std::string_view unit, std::optional<double> yardstick = {});

// CPU seconds of this thread.
double cpu_seconds();

// CPU seconds that `fn` takes.
template <typename Fn>
double time_of(Fn&& fn) {
  auto const start = cpu_seconds();
  fn();
  return cpu_seconds() - start;
}

double median(std::vector<double>);

template <typename Fn>
double median_time(int const runs, Fn&& fn) {
  auto times = std::vector<double>{};
  for (auto i = 0; i != runs; ++i) {
    times.push_back(time_of(fn));
  }
  return median(std::move(times));
}

// Peak resident memory of this process since the last reset, and what it holds now.
double peak_megabytes();
double resident_megabytes();
void reset_peak();

}  // namespace leeward::bench
