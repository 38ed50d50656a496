#pragma once

#include <filesystem>

// What bench_planning_city measures of one city, one file each.
namespace leeward::bench {

// From the files to the first complete plan, one thread. `search_s`: of one plain search over the roads. CPU seconds.
double measure_first_plan(std::filesystem::path const&, double search_s);

struct long_run {
  double seconds_{0};   // by the clock, for a plan from the files, and for one made cold when something is lost
  double search_s_{0};  // of one plain search over the roads
};

// The plan after so long on two threads, each term beside its bound. The gap of waiting in per cent, or no number.
double measure_improved(std::filesystem::path const&, long_run const&);

// The same, and what it takes when a vehicle, a centre or a road of that plan is lost.
double measure_improved_and_lost(std::filesystem::path const&, long_run const&);

}  // namespace leeward::bench
