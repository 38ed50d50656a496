#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/file.h"
#include "figure.h"
#include "planning/bep/instance.h"
#include "planning/bound/bep_bound.h"

// The proof for the benchmark problem: the lower bound beside the best makespan known, and what it costs.
//   bench_planning_bound [SECONDS [NAME…]]      CPU seconds an instance, 3 if not said; parts of names
namespace leeward::bench {

namespace {

namespace fs = std::filesystem;
using planning::bep_instance;
using planning::bep_route;

constexpr auto const kFolder = LEEWARD_SOURCE_DIR "/../shared/data/bep";

constexpr auto const kMostBytes = std::size_t{16} << 20U;

bep_instance read(fs::path const& path) {
  auto b =
      read_file(path, kMostBytes).and_then([&](auto const& text) { return planning::read_bep(text, path.string()); });
  ensure(b.has_value(), "the benchmark's files are whole");
  return *std::move(b);
}

struct known_instance {
  fs::path path_;
  std::string name_;
  std::int64_t best_{0};
};

fs::path find_file(std::string const& name) {
  for (auto const& entry : fs::recursive_directory_iterator{kFolder}) {
    if (entry.path().filename() == name + ".txt") {
      return entry.path();
    }
  }
  return {};
}

// The best makespans known of the public instances; of the generated ones what is to be reached.
std::vector<known_instance> known_instances() {
  auto all = std::vector<known_instance>{};
  auto in = std::ifstream{fs::path{kFolder} / "best-known.csv"};
  auto line = std::string{};
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto cells = std::vector<std::string>{};
    auto row = std::istringstream{line};
    for (auto cell = std::string{}; std::getline(row, cell, ',');) {
      cells.push_back(cell);
    }
    all.push_back({find_file(cells.at(0)), cells.at(0), std::stoll(cells.at(4))});
  }
  all.push_back({find_file("G-4-100-15-40"), "G-4-100-15-40", 17'900});
  all.push_back({find_file("G-6-400-30-120"), "G-6-400-30-120", 14'100});
  return all;
}

// A makespan to its last unit, which print() would round.
void print_whole(std::string_view const name, std::int64_t const value, std::int64_t const yardstick) {
  fmt::print("{{\"figure\":\"{}\",\"value\":{},\"unit\":\"makespan\",\"yardstick\":{},\"ratio\":{:.5f}}}\n", name,
             value, yardstick, static_cast<double>(value) / static_cast<double>(yardstick));
}

struct totals {
  double gaps_{0};
  double largest_{0};
  double seconds_{0};
  int instances_{0};
};

void measure(known_instance const& i, double const seconds, totals& t) {
  auto const b = read(i.path_);
  auto const start = cpu_seconds();
  auto best = i.best_;
  auto const bound = planning::bep_bound(
      b, i.best_, [&] { return cpu_seconds() - start > seconds; },
      [&](std::vector<bep_route> const&, std::int64_t const makespan) { best = makespan; });
  auto const took = cpu_seconds() - start;
  auto const gap = 100.0 * static_cast<double>(best - bound) / static_cast<double>(best);
  print_whole(fmt::format("planning.bound.{}", i.name_), bound, i.best_);
  if (best < i.best_) {
    print_whole(fmt::format("planning.bound.{}.plan_found", i.name_), best, i.best_);
  }
  print(fmt::format("planning.bound.{}.cpu", i.name_), took, "s", seconds);
  t.gaps_ += gap;
  t.largest_ = std::max(t.largest_, gap);
  t.seconds_ += took;
  ++t.instances_;
}

void run(std::vector<std::string_view> const& arguments) {
  if (!fs::exists(kFolder)) {
    fmt::print(stderr, "no instances in {}\n", kFolder);
    return;
  }
  auto const seconds = arguments.empty() ? 3.0 : std::stod(std::string{arguments[0]});
  auto const all = known_instances();
  for (auto const family : {"BEP-1-", "BEP-5-", "G-"}) {
    auto t = totals{};
    for (auto const& i : all) {
      auto const is_wanted =
          arguments.size() < 2 ||
          std::any_of(
              begin(arguments) + 1, end(arguments), [&](auto const a) { return i.name_.find(a) != std::string::npos; });
      if (i.name_.starts_with(family) && is_wanted && !i.path_.empty()) {
        measure(i, seconds, t);
      }
    }
    if (t.instances_ != 0) {
      print(fmt::format("planning.bound.{}mean_gap", family), t.gaps_ / t.instances_, "%", 0.6);
      print(fmt::format("planning.bound.{}largest_gap", family), t.largest_, "%", 1.5);
      print(fmt::format("planning.bound.{}mean_cpu", family), t.seconds_ / t.instances_, "s", seconds);
    }
  }
}

}  // namespace

}  // namespace leeward::bench

int main(int const count, char const* const* const arguments) {
  leeward::bench::run({arguments + 1, arguments + count});
}
