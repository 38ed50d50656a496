#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "planning/given_times.h"
#include "planning/model/plan.h"

// Small scenarios of every shape, for what must hold in all of them.
namespace leeward::planning {

inline constexpr auto const kStart = instant{1704441600};

class dice {
public:
  explicit dice(std::uint64_t const seed) : engine_{seed} {}

  std::int64_t between(std::int64_t const min, std::int64_t const max) {
    return min + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(max - min + 1));
  }
  bool one_in(std::int64_t const n) { return between(1, n) == 1; }
  template <typename T>
  std::optional<T> perhaps(T const v) {
    return one_in(3) ? std::optional{v} : std::nullopt;
  }
  instant time(std::int64_t const from_min, std::int64_t const to_min) {
    return kStart + seconds{between(from_min, to_min) * 60};
  }

private:
  std::mt19937_64 engine_;
};

template <typename List>
std::string const& any_id(List const& list, dice& d) {
  return list[static_cast<std::size_t>(d.between(0, std::ssize(list) - 1))].id_;
}

scenario random_scenario(dice&, std::int64_t most_households = 30);

// One for each slice: some ways are slower in the later ones, some closed.
std::vector<ways> random_ways(scenario const&, dice&);

// What the judge finds, a line each.
std::string findings_of(scenario const&, plan const&, std::vector<ways> const&);

void expect_valid(scenario const&);

}  // namespace leeward::planning
