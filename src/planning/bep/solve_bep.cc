#include "planning/bep/solve_bep.h"

#include <algorithm>
#include <limits>

#include "planning/bep/as_trips.h"
#include "planning/improve/exact.h"
#include "planning/trips/construct.h"

namespace leeward::planning {

namespace {

constexpr auto const kSearchFirst = 0.5;  // of the time, before the bound is looked for
constexpr auto const kBoundUntil = 0.9;
constexpr auto const kSmall = std::size_t{24};            // loads: perhaps few enough to look at everything
constexpr auto const kMostTrips = std::int64_t{100'000};  // tried meanwhile: some hundredths of a second
constexpr auto const kFar = std::numeric_limits<std::int64_t>::max();

// The least time to bring a load of that point to a shelter once a bus is there.
std::int64_t loaded_way(bep_instance const& b, std::size_t const point) {
  auto least = kFar;
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    least = std::min(least, b.between_[point * b.shelters() + s]);
  }
  return least;
}

std::int64_t way_from_yard(bep_instance const& b, std::size_t const point) {
  auto least = kFar;
  for (auto y = std::size_t{0}; y != b.yards(); ++y) {
    least = b.buses_[y] == 0 ? least : std::min(least, b.from_yard_[y * b.points() + point]);
  }
  return least;
}

// Some bus must fetch each load, and all buses together must drive all loads, each after the shortest way to it.
std::int64_t simple_bound(bep_instance const& b, std::int64_t const /*known*/, std::function<bool()> const& /*stop*/) {
  auto longest = std::int64_t{0};
  auto all = std::int64_t{0};
  auto buses = std::int64_t{0};
  for (auto const n : b.buses_) {
    buses += n;
  }
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    auto const loads = loads_at(b, p);
    if (loads != 0) {
      auto const way = loaded_way(b, p);
      auto const empty = std::min(way_from_yard(b, p), way);
      longest = std::max(longest, empty + way);
      all += loads * (empty + way);
    }
  }
  return std::max(longest, (all + buses - 1) / buses);
}

bep_answer in_own_numbers(trips::problem const& p, improve::search const& s) {
  auto out = bep_answer{.buses_ = {}, .makespan_ = s.best_value().makespan_, .iterations_ = s.iterations()};
  for (auto v = std::size_t{0}; v != p.vehicles_.size(); ++v) {
    auto& bus = out.buses_.emplace_back(bep_bus{.yard_ = std::int64_t{p.vehicles_[v].start_.v_} + 1, .trips_ = {}});
    for (auto const& t : s.best().trips_[v]) {
      bus.trips_.push_back({std::int64_t{p.at(t.load_).point_.v_} + 1, std::int64_t{t.centre_.v_} + 1});
    }
  }
  return out;
}

}  // namespace

bep_answer solve_bep(bep_instance const& b, bep_options const& o) {
  auto const p = as_trips(b);
  auto first = trips::construct(p);
  auto exact = improve::exact_answer{.best_ = first};
  if (p.loads_.size() <= kSmall && o.iterations_ != 0) {
    exact = improve::solve_exactly(p, first, kMostTrips);
  }
  auto s = improve::search{p, exact.best_, o.seed_, o.iterations_.value_or(kFar)};
  auto bound = exact.proven_ ? s.best_value().makespan_ : 0;
  s.aim_for(bound);
  auto const search_until = [&](double const share) {
    improve::run_rounds(
        s, o.run_, [&] { return o.passed_() >= share; },
        [&](auto const& now) { o.progress_(now.best_value().makespan_, bound, now.iterations()); });
  };
  auto const bound_until = [&](double const share) {
    if (!exact.proven_) {
      bound = simple_bound(b, s.best_value().makespan_, [&] { return o.passed_() >= share; });
    }
    s.aim_for(bound);
  };
  if (o.iterations_) {
    // The bound comes last: how far it gets depends on the machine, and must not decide when the search ends.
    search_until(1);
    bound_until(1);
  } else {
    search_until(kSearchFirst);
    bound_until(kBoundUntil);
    search_until(1);
  }
  auto out = in_own_numbers(p, s);
  out.bound_ = std::min(bound, out.makespan_);
  return out;
}

}  // namespace leeward::planning
