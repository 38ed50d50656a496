#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/result.h"
#include "figure.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "planning/road_times.h"
#include "planning/survey.h"
#include "roads/roads.h"

// The made cities that are planned for, and what is asked of each plan.
namespace leeward::bench {

struct city_size {
  std::int64_t people_{0};
  std::int64_t points_{0};
  std::int64_t centres_{0};
  std::int64_t vehicles_{0};
};

// One region, and cities in it, as files.
class made_region {
public:
  explicit made_region(std::filesystem::path folder) : folder_{std::move(folder)} {}

  // Before all others. CPU seconds of one plain search over its roads.
  double make() const;

  // As docs/formats/numbers.md makes those of the figures.
  void make_city(city_size const&, std::int64_t seed) const;
  std::filesystem::path file_of(city_size const&, std::int64_t seed) const;

private:
  std::filesystem::path folder_;
};

// CPU seconds of what is run, stage by stage.
class stages {
public:
  template <typename Fn>
  auto run(std::string_view const name, Fn&& fn) {
    auto const start = cpu_seconds();
    auto made = fn();
    took_.emplace_back(name, cpu_seconds() - start);
    return made;
  }

  double sum() const;
  std::vector<std::pair<std::string, double>> const& all() const { return took_; }

private:
  std::vector<std::pair<std::string, double>> took_;
};

// A city as the planner is given it.
struct city {
  std::string name_;  // of its figures
  planning::scenario scenario_;
  std::shared_ptr<roads::road_map const> map_;
  planning::survey survey_;
};

city open(std::filesystem::path const&, stages&);

// The value; without one the program ends and says why.
template <typename T>
T must(result<T> r) {
  if (!r) {
    fmt::print(stderr, "{}\n", r.error().sentence_);
  }
  ensure(r.has_value(), "what the bench makes is sound");
  return *std::move(r);
}

// A term of the objective beside its bound.
struct term {
  std::string_view name_;
  std::string_view unit_;
  double value_{0};
  std::optional<double> bound_{};

  // Per cent of the bound; nothing without one.
  std::optional<double> gap() const;
};

inline constexpr auto const kWaiting = std::size_t{1};  // of the terms

// In the order of their importance.
std::array<term, 5> terms_of(planning::scenario const&, planning::totals const&);
void print_terms(std::string_view name, std::array<term, 5> const&);

// Bounds are part of a plan. The plan gets its own; CPU seconds.
double add_bounds(planning::scenario const&, planning::road_times const&, planning::plan&);

// CPU seconds of the judge. Ends the program if the plan, called `name`, breaks a rule.
double judge(std::string_view name, planning::scenario const&, std::shared_ptr<roads::road_map const> const&,
             planning::plan const&);

}  // namespace leeward::bench
