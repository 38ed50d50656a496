#include "planning/bep/solve/solve_bep.h"

#include <algorithm>
#include <limits>

#include "planning/bep/solve/as_trips.h"
#include "planning/bound/bep_bound.h"
#include "planning/improve/exact.h"
#include "planning/trips/construct.h"

namespace leeward::planning {

namespace {

constexpr auto const kSearchFirst = 0.5;  // of the time, before the bound is looked for
constexpr auto const kBoundUntil = 0.9;
constexpr auto const kSmall = std::size_t{24};            // loads: perhaps few enough to look at everything
constexpr auto const kMostTrips = std::int64_t{100'000};  // tried meanwhile: some hundredths of a second
constexpr auto const kBoundSteps = std::int64_t{60};      // of the bound, where iterations are counted, not time
constexpr auto const kFar = std::numeric_limits<std::int64_t>::max();

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
  // A plan that the bound comes upon is taken only where the plan may depend on the machine.
  auto const bound_until = [&](double const share, std::int64_t const most_asked) {
    if (!exact.proven_) {
      auto asked = std::int64_t{0};
      auto found = std::vector<bep_route>{};
      bound = bep_bound(
          b, s.best_value().makespan_, [&] { return ++asked > most_asked || o.passed_() >= share; },
          [&](std::vector<bep_route> const& routes, std::int64_t) { found = routes; });
      if (auto const better = o.iterations_ ? std::nullopt : as_solution(p, found); better) {
        s.take(*better);
      }
    }
    s.aim_for(bound);
  };
  if (o.iterations_) {
    // The bound comes last: how far it gets must not decide when the search ends.
    search_until(1);
    bound_until(1, kBoundSteps);
  } else {
    search_until(kSearchFirst);
    bound_until(kBoundUntil, kFar);
    search_until(1);
  }
  auto out = in_own_numbers(p, s);
  out.bound_ = std::min(bound, out.makespan_);
  return out;
}

}  // namespace leeward::planning
